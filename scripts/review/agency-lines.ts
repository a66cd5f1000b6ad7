import { NAME_REASON_MEANINGS, OUTCOME_MEANINGS } from '../../schema/contract/code-meanings.ts';
import type { AgencyStatus, ElementVerdict } from '../../schema/contract/codes.ts';
import { aligned } from '../repair/aligned.ts';
import type { AgencyAnswer } from '../repair/repair-shape.ts';
import { bitsOf, signedBits } from '../repair/waterfall.ts';

type Element = keyof NonNullable<AgencyAnswer['elements']>;

const ELEMENTS: readonly Element[] = ['name', 'idNumber', 'phone'];

const VERDICTS: Readonly<Record<ElementVerdict, string>> = {
  MATCH: 'the same',
  VARIANT: 'another form',
  SIMILAR: 'similar',
  MISMATCH: 'another',
  NOT_HELD: 'not held',
  NOT_ASKED: '',
};

const SILENCE: Readonly<Record<Exclude<AgencyStatus, 'ANSWERED'>, string>> = {
  REFUSED: 'refused to answer',
  UNAVAILABLE: 'did not answer',
};

/**
 * What each agency says of a party, a line each: how every element compares, why a name does not
 * plainly, and what that is worth in bits where somebody was found.
 */
export function agencyLines(agencies: readonly AgencyAnswer[]): string[] {
  if (agencies.length === 0) return ['No agency was asked.'];
  const widest = Math.max(...agencies.map(({ agency }) => agency.length));
  const codeOf = ({ agency }: AgencyAnswer) => agency.padEnd(widest);
  const header = ['', 'name', 'ID number', 'phone', ...(agencies.some(isWeighed) ? ['bits'] : [])];
  const told = agencies.filter(tellsElements);
  const others = agencies.filter((answer) => !tellsElements(answer));
  const compared = told.map((answer) => [codeOf(answer), ...cells(answer)]);
  return [
    ...(told.length === 0 ? [] : aligned([header, ...compared])),
    ...others.map((answer) => `${codeOf(answer)}  ${silenceOf(answer)}`),
  ];
}

/** Whether there is more to be said than that it does not hold the party. */
function tellsElements({ outcome, elements }: AgencyAnswer): boolean {
  if (outcome === null || elements === null) return false;
  return outcome !== 'NO_RECORD' || elements.phone === 'MISMATCH';
}

function silenceOf({ status, outcome }: AgencyAnswer): string {
  if (status !== 'ANSWERED') return SILENCE[status];
  return outcome === null ? 'says nothing of the party' : small(OUTCOME_MEANINGS[outcome]);
}

function cells(answer: AgencyAnswer): string[] {
  const parts = ELEMENTS.map((element) => cell(answer, element));
  return isWeighed(answer) ? [...parts, `= ${bitsOf(answer.evidence)}`] : parts;
}

function isWeighed({ evidence }: AgencyAnswer): boolean {
  return evidence.length > 0;
}

function cell(answer: AgencyAnswer, element: Element): string {
  const verdict = answer.elements?.[element] ?? 'NOT_ASKED';
  const weight = answer.evidence.find((one) => one.element === element);
  const bits = weight === undefined || verdict === 'NOT_ASKED' ? '' : ` ${signedBits(weight.bits)}`;
  return `${wordOf(answer, element, verdict)}${bits}`;
}

function wordOf(
  { outcome, nameReason }: AgencyAnswer,
  element: Element,
  verdict: ElementVerdict,
): string {
  const word = VERDICTS[verdict];
  if (element === 'phone' && outcome === 'NO_RECORD' && verdict === 'MISMATCH')
    return 'held by another';
  const how = element === 'name' && nameReason !== null ? `: ${reasonWords(nameReason)}` : '';
  return `${word}${how}`;
}

/** A code that a newer court has is shown as it is. */
function reasonWords(code: string): string {
  return isKnown(code) ? small(NAME_REASON_MEANINGS[code]) : code;
}

function isKnown(code: string): code is keyof typeof NAME_REASON_MEANINGS {
  return Object.hasOwn(NAME_REASON_MEANINGS, code);
}

/** `It does not hold the party.` as a part of a line: without its `It`, its capital and its stop. */
function small(sentence: string): string {
  const bare = sentence.replace(/^It /u, '').replace(/\.$/u, '');
  return bare.replace(/^./u, (first) => first.toLowerCase());
}
