import type { AgencyStatus } from '../../../schema/contract/codes.ts';
import type { AuditContext } from '../audit-context.ts';
import { newestFaults } from '../witness/ledger-fault.ts';
import { readCheckpoint } from '../witness/read-checkpoint.ts';
import { newestFollowed } from '../witness/seen-checkpoints.ts';
import { witness } from '../witness/witness.ts';
import type { SourceFinding } from './open-finding.ts';

/** One ledger, as far as it can be vouched for. */
export type SourceState = {
  code: string;
  status: AgencyStatus;
  /** Entries that its newest checkpoint covers. */
  size: number | null;
  lastEntryAt: Date | null;
  checkpoint: string | null;
  /** What was last found wrong with it. */
  fault: string | null;
};

/** Holds each checkpoint that came against those seen before; what that brings to light is kept. */
export async function sourceStates(
  context: AuditContext,
  findings: readonly SourceFinding[],
): Promise<SourceState[]> {
  const answered = findings.flatMap(({ code, reply, seen }) =>
    reply === undefined ? [] : [{ code, reply, seen }],
  );
  await Promise.all(answered.map(({ code, reply, seen }) => witness(context, code, reply, seen)));
  const { db } = context;
  const codes = findings.map(({ code }) => code);
  const [faults, followed] = await Promise.all([newestFaults(db), newestFollowed(db, codes)]);
  return Promise.all(
    findings.map(async ({ code, status, reply }) => {
      const note = reply?.checkpoint ?? null;
      const opened = note === null ? undefined : await readCheckpoint(context, code, note);
      return {
        ...{ code, status, checkpoint: note, fault: faults.get(code) ?? null },
        size: opened?.ok === true ? opened.checkpoint.size : null,
        lastEntryAt: followed.get(code) ?? null,
      };
    }),
  );
}
