/** What the person at the command line must be told; the message stands alone and quotes no entry. */
export class LedgerCommandError extends Error {
  override name = 'LedgerCommandError';
}
