import type { InquiryCount } from '../../../schema/contract/audit.ts';
import { WARRANT_LIFETIME } from '../../../schema/contract/warrant.ts';

/** Milliseconds in which all sides have written, or are about to. */
const SETTLING = 60_000;

/** What can be missing. */
export const GAP_KINDS = {
  NOT_ASKED: 'The court has asked nothing.',
  NOT_ROUTED: 'The hub has handed nothing to agencies.',
  NOT_PASSED: 'The hub has handed no reply to the court.',
  NOT_ANSWERED: 'The agency has answered nothing, though its answer was handed to the court.',
  OTHER_COUNT: 'The agency has looked up another number of parties than the court has asked.',
  UNDER_WAY:
    'It is lacking so far: the inquiry is younger than a minute, or was cut off and may go on.',
} as const;
export type GapKind = keyof typeof GAP_KINDS;

export type Gap = {
  inquiry: string;
  /** When the first of those that have it wrote of it. */
  at: string;
  /** Code of the service that has something. */
  has: string;
  /** Code of the service that lacks it. */
  lacks: string;
  what: GapKind;
};

/** All sides as far as they were read; one that is away is left out, and nothing is said of it. */
export type Sides = {
  court: string;
  hub: string;
  /** By code of the service, what it has of each inquiry. */
  counts: ReadonlyMap<string, readonly InquiryCount[]>;
  /** What the hub says that it handed to the court: status by agency, by inquiry. */
  passed: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** When they were read. */
  now: Date;
};

type Side = Readonly<Record<string, number>>;
type Inquiry = { id: string; at: string; sides: Map<string, Side> };

/** What one service has of an inquiry and another lacks, oldest inquiry first. */
export function findGaps(sides: Sides): Gap[] {
  return [...byInquiry(sides.counts).values()]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap((inquiry) => {
      const gaps = gapsOf(inquiry, sides);
      if (!isUnderWay(inquiry, sides)) return gaps;
      return gaps.map((gap) => ({ ...gap, what: 'UNDER_WAY' }));
    });
}

/**
 * Whether what is lacking may still come: the inquiry is new, or it was cut off. Of one that was cut
 * off the court has asked and was told nothing, and its warrant may still be gone on with.
 */
function isUnderWay({ at, sides: said }: Inquiry, { court, hub, now }: Sides): boolean {
  const age = now.getTime() - new Date(at).getTime();
  const has = (code: string, ...events: string[]) =>
    events.some((event) => (said.get(code)?.[event] ?? 0) > 0);
  const isEnded = has(hub, 'INQUIRY_PASSED') || has(court, 'INQUIRY_SETTLED', 'VERIFICATION_TOLD');
  const isCutOff = has(court, 'INQUIRY_ASKED') && !isEnded;
  return age < SETTLING || (isCutOff && age < WARRANT_LIFETIME * 1000);
}

function byInquiry(counts: Sides['counts']): Map<string, Inquiry> {
  const found = new Map<string, Inquiry>();
  for (const [code, all] of counts) {
    for (const { inquiry: id, at, events } of all) {
      const known = found.get(id) ?? { id, at, sides: new Map<string, Side>() };
      known.sides.set(code, events);
      if (at < known.at) known.at = at;
      found.set(id, known);
    }
  }
  return found;
}

function gapsOf({ id, at, sides: said }: Inquiry, sides: Sides): Gap[] {
  const { court, hub, counts, passed } = sides;
  const count = (code: string, ...events: string[]) =>
    events.reduce((sum, event) => sum + (said.get(code)?.[event] ?? 0), 0);
  const gap = (has: string, lacks: string, what: GapKind): Gap[] =>
    counts.has(has) && counts.has(lacks) ? [{ inquiry: id, at, has, lacks, what }] : [];
  const asked = count(court, 'INQUIRY_ASKED');
  const routed = count(hub, 'INQUIRY_ROUTED');
  const handed = count(hub, 'INQUIRY_PASSED');
  const ofHub = [
    ...(asked > 0 && routed === 0 ? gap(court, hub, 'NOT_ROUTED') : []),
    ...(asked === 0 && routed + handed > 0 && !reachedNobody({ id, at, sides: said }, sides)
      ? gap(hub, court, 'NOT_ASKED')
      : []),
  ];
  const agencies = agenciesOf(sides);
  const ofAgencies = agencies.flatMap((agency) => {
    const answered = count(agency, 'INQUIRY_ANSWERED');
    const heard = count(agency, ...Object.keys(said.get(agency) ?? {}));
    const isGiven = answered + count(agency, 'INQUIRY_RESENT') > 0;
    const isPassed = passed.get(id)?.[agency] === 'ANSWERED';
    return [
      ...(heard > 0 && asked === 0 ? gap(agency, court, 'NOT_ASKED') : []),
      ...(heard > 0 && routed === 0 ? gap(agency, hub, 'NOT_ROUTED') : []),
      ...(isGiven && routed > 0 && handed === 0 ? gap(agency, hub, 'NOT_PASSED') : []),
      ...(isPassed && !isGiven ? gap(hub, agency, 'NOT_ANSWERED') : []),
      ...(answered > 0 && asked > 0 && answered !== asked ? gap(court, agency, 'OTHER_COUNT') : []),
    ];
  });
  return [...ofHub, ...ofAgencies];
}

/**
 * Whether no agency answered the inquiry and none wrote of it. A court puts parties that were refused
 * or screened out to nobody: the hub carries an envelope that no agency can open, and has nothing
 * missing that was asked.
 */
function reachedNobody({ id, sides: said }: Inquiry, sides: Sides): boolean {
  const statuses = sides.passed.get(id);
  if (statuses === undefined || Object.values(statuses).includes('ANSWERED')) return false;
  return agenciesOf(sides).every((code) => !said.has(code));
}

function agenciesOf({ court, hub, counts }: Sides): string[] {
  return [...counts.keys()].filter((code) => code !== court && code !== hub);
}
