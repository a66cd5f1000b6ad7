import type { ElementVerdict } from '../../schema/contract/codes.ts';
import { underHeader } from './aligned.ts';
import { partyNames } from './party-names.ts';
import type { Verification } from './verify-list.ts';

/**
 * Three places at most each, so that six agencies fit the width of a terminal. Plain ASCII: other signs
 * are two places wide on a Chinese terminal.
 */
const SHORT: Readonly<Record<ElementVerdict, string>> = {
  MATCH: 'yes',
  VARIANT: 'var',
  SIMILAR: 'sim',
  MISMATCH: 'no',
  NOT_HELD: '-',
  NOT_ASKED: '.',
};
const PLACES = 3;

const LEGEND =
  'Of each agency name, ID number, phone: yes as asked, var a variant, sim similar, no it differs,\n' +
  '- not held, . not asked';

/**
 * The verdicts as a clerk reads them: one line a party, one column an agency, and what they are below.
 * Of a party that was put to nobody the line says why.
 */
export function verificationTable(verifications: readonly Verification[]): string {
  const agencies = [
    ...new Set(verifications.flatMap((one) => one.agencies.map(({ agency }) => agency))),
  ].sort();
  const nameOf = partyNames(verifications);
  const rows = verifications.map((one) => {
    const verdicts = one.agencies.length === 0 ? [] : agencies.map((code) => verdictsAt(one, code));
    return [nameOf(one), ...verdicts, noteOf(one)];
  });
  const lines = underHeader(['party', ...agencies, ''], rows);
  return [...lines, ...(agencies.length === 0 ? [] : ['', LEGEND])].join('\n');
}

function noteOf({ flags, problems }: Verification): string {
  return [...flags, ...problems.map(({ field, reason }) => `${field} ${reason}`)].join(', ');
}

function verdictsAt({ agencies }: Verification, code: string): string {
  const said = agencies.find(({ agency }) => agency === code);
  if (said === undefined) return '';
  if (said.elements === null) return said.status;
  const { name, idNumber, phone } = said.elements;
  return [name, idNumber, phone]
    .map((verdict) => (verdict === null ? '' : SHORT[verdict]).padEnd(PLACES))
    .join(' ');
}
