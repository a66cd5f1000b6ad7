import { LINE_HOLDER_VERDICTS, LINE_STATES } from '../../../schema/contract/codes.ts';
import type { LineHolderVerdict, LineState } from '../../../schema/contract/codes.ts';
import type { Line } from '../../../schema/contract/reply.ts';
import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { idKey } from '../identifiers/id-key.ts';
import { candidateOf, hasName } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import type { HeldLine, HeldRecord } from './held-record.ts';
import { isDeadLine } from './is-dead-line.ts';

/** One row of the asked number beside who asked for it. */
type Seen = {
  line: HeldLine;
  isDead: boolean;
  observedOn: string;
  holder: LineHolderVerdict;
  isTheirs: boolean;
};

/**
 * What a register of lines says of the asked phone: nothing where it does not know the number, or is
 * no such register. Who has the number now counts, and of several who share it the one that fits
 * best; a number out of service is nobody's but its last holder's. Of a line in service under
 * somebody else only that is said, not how it is.
 */
export function lineOf(asked: AskedParty, held: readonly HeldRecord[]): Line | undefined {
  const rows = rowsOf(asked, held);
  const [best] = rows.filter(({ isDead }) => !isDead).toSorted(byHolder);
  if (best !== undefined) return livingLine(best);
  const [last] = rows.toSorted(byDay);
  return last && { state: last.line.state, holder: last.isTheirs ? last.holder : 'NOT_HELD' };
}

/**
 * Whether the asked phone is in service under somebody else since after the court's link of it to the
 * party, and under the party no longer. An organisation's phone is never taken as reassigned.
 */
export function isLineReassigned(asked: AskedParty, held: readonly HeldRecord[]): boolean {
  const { phoneObservedOn, partyType } = asked;
  if (phoneObservedOn === undefined || partyType === 'ORGANISATION') return false;
  const inService = rowsOf(asked, held).filter(({ isDead }) => !isDead);
  if (inService.some(({ isTheirs }) => isTheirs)) return false;
  return inService.some(
    ({ holder, line: { since } }) =>
      holder === 'MISMATCH' && since !== undefined && since > phoneObservedOn,
  );
}

function rowsOf(asked: AskedParty, held: readonly HeldRecord[]): Seen[] {
  return held.flatMap((record) => {
    const { line, phone, observedOn } = record;
    if (line === undefined || phone === undefined || phone !== asked.phone) return [];
    return [{ line, observedOn, isDead: isDeadLine(record), ...holderOf(asked, record) }];
  });
}

/** An ID number on both sides decides who it is, and the name how surely; else the name alone does. */
function holderOf(asked: AskedParty, record: HeldRecord): Pick<Seen, 'holder' | 'isTheirs'> {
  const { key, name } = candidateOf(asked, record);
  if (!hasName(record.holder) && key === undefined) return { holder: 'NOT_HELD', isTheirs: false };
  const isOfKind = record.organisation === (asked.partyType === 'ORGANISATION');
  if (!isOfKind) return { holder: 'MISMATCH', isTheirs: false };
  if (key !== undefined && asked.id !== undefined) {
    const isTheirs = key === idKey(asked.id);
    return { isTheirs, holder: isTheirs ? verdictOf(asked, name) : 'MISMATCH' };
  }
  const holder = name.verdict === 'NOT_ASKED' ? 'NOT_HELD' : name.verdict;
  return { holder, isTheirs: holder === 'MATCH' || holder === 'VARIANT' };
}

/** Under the asked ID number, where a name says less than the number or nothing. */
function verdictOf({ nameConfirmed }: AskedParty, { verdict }: Candidate['name']) {
  if (nameConfirmed === true || verdict === 'NOT_ASKED' || verdict === 'NOT_HELD') return 'MATCH';
  return verdict;
}

function livingLine({ line, holder }: Seen): Line {
  const told: LineState = holder === 'MATCH' || holder === 'VARIANT' ? line.state : 'UNKNOWN';
  return { state: told, holder };
}

/** The best holder first, and of equal ones whom the register has seen last. */
function byHolder(a: Seen, b: Seen): number {
  return worth(a) - worth(b) || byDay(a, b);
}

/** Seen last first; what is told never depends on the order of rows. */
function byDay(a: Seen, b: Seen): number {
  const theirs = Number(b.isTheirs) - Number(a.isTheirs);
  const state = ({ line }: Seen) => LINE_STATES.indexOf(line.state);
  return (
    compare(b.observedOn, a.observedOn) || theirs || worth(a) - worth(b) || state(a) - state(b)
  );
}

function worth({ holder }: Seen): number {
  return LINE_HOLDER_VERDICTS.indexOf(holder);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
