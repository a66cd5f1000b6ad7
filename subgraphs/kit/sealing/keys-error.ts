/** A broken installation: names the file or variable that is wrong, never what it holds. */
export class KeysError extends Error {
  override name = 'KeysError';
}
