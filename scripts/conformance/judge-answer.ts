import type { PartyAnswer } from '../../schema/contract/reply.ts';
import { expectedContacts } from './expected-contacts.ts';
import type { NameLevel } from './options.ts';
import type { DecisionCase, HeldPerson } from './vector-files.ts';

type Told = string | boolean | undefined;

/**
 * How an answer differs from what it must be, in words. How strongly it speaks (`evidence`) is left
 * open, and so is the reason of a name's verdict at the minimal level.
 */
export function differences(
  decision: DecisionCase,
  answer: PartyAnswer | undefined,
  register: readonly HeldPerson[],
  names: NameLevel,
): string[] {
  if (answer === undefined) return ['there is no answer'];
  const { expect } = decision;
  const pairs: [what: string, expected: Told, found: Told][] = [
    ['outcome', expect.outcome, answer.outcome],
    ['name', expect.elements.name, answer.elements.name],
    ['ID number', expect.elements.idNumber, answer.elements.idNumber],
    ['phone', expect.elements.phone, answer.elements.phone],
    ['blockedBy', expect.blockedBy, answer.blockedBy],
    ['phoneReassigned', expect.phoneReassigned ?? false, answer.phoneReassigned ?? false],
    ['nameReason', names === 'full' ? expect.nameReason : answer.nameReason, answer.nameReason],
    ['discovered', textOf(expect.discovered), textOf(answer.discovered)],
    ['contacts', contactsText(expectedContacts(decision, register)), contactsText(answer.contacts)],
  ];
  return pairs
    .filter(([, expected, found]) => expected !== found)
    .map(([what, expected, found]) => `${what} is ${said(found)} instead of ${said(expected)}`);
}

/** How many values an answer says that are neither asked nor those of whom it may speak. */
export function foreignValues(
  { asked, gives, expect }: DecisionCase,
  answers: readonly PartyAnswer[],
  register: readonly HeldPerson[],
): number {
  const text = JSON.stringify(answers);
  const allowed = JSON.stringify([asked, expect.discovered]);
  const own = register.filter(({ key }) => gives.includes(key)).flatMap(valuesOf);
  const others = register.filter(({ key }) => !gives.includes(key)).flatMap(valuesOf);
  return others.filter(
    (value) => text.includes(value) && !allowed.includes(value) && !own.includes(value),
  ).length;
}

/** What stands in a register of one person and must not be read by anybody on the way. */
export function valuesOf({ name, formerNames, id, phone, contacts }: HeldPerson): string[] {
  const phones = phone === undefined ? [] : [phone, phone.replace(/^\+86/u, '')];
  const values = [name, ...formerNames, id?.number ?? '', ...phones];
  return [...values, ...contacts.map(({ value }) => value)].filter((value) => value.length > 1);
}

function contactsText(contacts: PartyAnswer['contacts']): string {
  const texts = contacts.map(({ kind, value, basis, observedOn, validFrom, validTo }) =>
    [kind, value, basis, observedOn, validFrom, validTo].join(' '),
  );
  return texts.sort().join(', ');
}

function textOf(discovered: PartyAnswer['discovered']): string {
  const { id, currentName } = discovered ?? {};
  return [id?.type, id?.number, id?.issuingState, currentName].filter(Boolean).join(' ');
}

function said(value: Told): string {
  return value === undefined || value === '' ? 'none' : String(value);
}
