import { graphError } from '../../kit/graph/graph-error.ts';
import { verifyEntryProof } from '../../kit/ledger/prove-entry.ts';
import type { AuditContext } from '../audit-context.ts';
import { nameClerks } from '../pages/name-clerks.ts';
import { shownEntry } from '../pages/shown-entry.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';
import { ledgerOf } from '../witness/read-checkpoint.ts';
import type { SourceFinding } from './open-finding.ts';

export type EntryProof = {
  /** Null where its month was dropped: the proof is of its hash alone. */
  entry: ShownEntry | null;
  /** C2SP tlog-proof. */
  text: string;
  checkpoint: string;
};

/**
 * The proof that a service gave of one entry, verified.
 *
 * @returns null when no proof was asked for, or the service is away
 * @throws GraphQLError ENTRY_NOT_FOUND, also for a proof that does not hold
 */
export async function readEntryProof(
  context: AuditContext,
  sources: readonly SourceFinding[],
): Promise<EntryProof | null> {
  const finding = sources.find(({ ask }) => ask.ask === 'PROOF');
  if (finding?.ask.ask !== 'PROOF' || finding.reply === undefined) return null;
  const { code, ask, reply } = finding;
  const { proof: text } = reply;
  if (text === undefined) throw graphError('ENTRY_NOT_FOUND');
  const verdict = verifyEntryProof(text, await ledgerOf(context, code));
  if (!verdict.ok || verdict.index !== ask.index) {
    const problem = verdict.ok ? 'OTHER_ENTRY' : verdict.problem;
    context.log.error({ alert: 'LEDGER_FAULT', source: code, problem }, 'a proof does not hold');
    throw graphError('ENTRY_NOT_FOUND');
  }
  const entry = verdict.entry === undefined ? undefined : shownEntry(code, { body: verdict.entry });
  const [named] = entry === undefined ? [] : await nameClerks(context.db, [entry]);
  return { entry: named ?? null, text, checkpoint: text.slice(text.indexOf('\n\n') + 2) };
}
