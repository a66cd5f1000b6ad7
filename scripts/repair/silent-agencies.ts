import type { AgencyAnswer } from './repair-shape.ts';

type Answered = { agencies: readonly Pick<AgencyAnswer, 'agency' | 'status'>[] };

/** The agencies of which some party lacks the answer. */
export function silentAgencies(parties: readonly Answered[]): string[] {
  const silent = parties.flatMap(({ agencies }) =>
    agencies.flatMap(({ agency, status }) => (status === 'ANSWERED' ? [] : [agency])),
  );
  return [...new Set(silent)].sort();
}
