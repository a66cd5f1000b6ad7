import { openCheckpoint } from '../../kit/ledger/checkpoint.ts';
import type { LedgerIdentity, OpenedCheckpoint } from '../../kit/ledger/checkpoint.ts';
import { identityOf } from '../../kit/ledger/identity-of.ts';
import { ownParty } from '../../kit/sealing/pinned-keys.ts';
import type { AuditWork } from '../audit-context.ts';

type Work = Pick<AuditWork, 'keys' | 'code'>;

/** Reads a service's checkpoint, and believes it with a signature of a key that was accepted. */
export async function readCheckpoint(
  work: Work,
  source: string,
  note: string,
): Promise<OpenedCheckpoint> {
  return openCheckpoint(note, await ledgerOf(work, source));
}

/** Whose checkpoints are believed to be this service's. */
export async function ledgerOf({ keys, code }: Work, source: string): Promise<LedgerIdentity> {
  const { own, pinned } = await keys();
  const party = source === code ? ownParty(code, own) : pinned.get(source);
  return identityOf(source, party?.jwks.keys ?? []);
}
