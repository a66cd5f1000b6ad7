import type { AgencyAnswer } from './repair-shape.ts';

const ELEMENTS = ['name', 'idNumber', 'phone'] as const;

/**
 * What each agency said of a party, a line each: the verdict of every element that was asked, what
 * it is worth in bits where somebody was found, and the sum.
 */
export function waterfall(agencies: AgencyAnswer[]): string[] {
  const widest = (texts: string[]) => Math.max(...texts.map(({ length }) => length));
  const code = widest(agencies.map(({ agency }) => agency));
  const said = widest(agencies.map(wordOf));
  return agencies.map((answer) =>
    [
      answer.agency.padEnd(code),
      wordOf(answer).padEnd(said),
      ...ELEMENTS.flatMap((element) => part(answer, element)),
      ...sum(answer),
    ]
      .join('  ')
      .trimEnd(),
  );
}

function wordOf({ outcome, status }: AgencyAnswer): string {
  return outcome ?? status;
}

function part(
  { elements, evidence, nameReason }: AgencyAnswer,
  element: (typeof ELEMENTS)[number],
): string[] {
  const verdict = elements?.[element] ?? 'NOT_ASKED';
  if (verdict === 'NOT_ASKED') return [];
  const weight = evidence.find((one) => one.element === element);
  const how = element === 'name' && nameReason !== null ? ` (${wordsOf(nameReason)})` : '';
  return [
    `${element} ${verdict}${how}${weight === undefined ? '' : ` ${signedBits(weight.bits)}`}`,
  ];
}

/** `ONE_EDIT` as it is said. */
function wordsOf(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

function sum({ evidence }: AgencyAnswer): string[] {
  if (evidence.length === 0) return [];
  return [`= ${bitsOf(evidence)} bits`];
}

/** What all elements are worth together. */
export function bitsOf(evidence: AgencyAnswer['evidence']): string {
  const total = evidence.reduce((bits, one) => bits + one.bits, 0);
  return total.toFixed(1).replace('-', '−');
}

/** What one element is worth, with its sign. */
export function signedBits(bits: number): string {
  return `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
}
