import { CONTACT_KINDS } from '../../../schema/contract/codes.ts';
import type { ContactKind } from '../../../schema/contract/codes.ts';
import type { PartyAnswer } from '../../../schema/contract/reply.ts';
import { check, once } from '../check.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { expectedContacts } from '../expected-contacts.ts';
import { differences, foreignValues } from '../judge-answer.ts';
import { putWarrant } from '../put-warrant.ts';
import type { NameLevel } from '../options.ts';
import type { DecisionCase } from '../vector-files.ts';

type Asked = { decision: DecisionCase; ref: string };

/** The decision table, as far as the agency's register can express it, in one envelope a purpose. */
export const decisions: Group = {
  name: 'decisions',
  checksOf: (suite) => {
    const asked = suite.decisions.map((decision, at) => ({ decision, ref: String(at + 1) }));
    const put = (kinds: ContactKind[]) =>
      once(() => putWarrant(suite, { role: 'JUDGE', kinds, parties: partiesOf(asked) }));
    const whole = put([...CONTACT_KINDS]);
    const answers = async () => (await whole()).reply.answers;
    return [
      ...asked.map((one) =>
        check(`${one.decision.row}: asked with ${one.decision.name}`, async () => {
          mustFit(suite, one, await answers());
        }),
      ),
      silence(suite, asked, answers),
      ...CONTACT_KINDS.map((kind) => onlyOf(suite, asked, kind, put([kind]))),
      verification(suite, asked, put([])),
    ];
  },
};

function partiesOf(asked: readonly Asked[]) {
  return asked.map(({ ref, decision }) => ({
    ...{ ref, caseNo: '（2026）浙0782民初1号', ...decision.asked },
  }));
}

function mustFit({ register, options }: Suite, one: Asked, answers: readonly PartyAnswer[]): void {
  const mine = answers.filter(({ ref }) => ref === one.ref);
  must(mine.length === 1, `there are ${String(mine.length)} answers`);
  const found = allowedOf(one.decision, options.names).map((decision) =>
    differences(decision, mine[0], register, options.names),
  );
  const isAllowed = found.some((differing) => differing.length === 0);
  must(isAllowed, found[0]?.join('; ') ?? '');
}

/** The answer of the table first, and those that a simpler comparison of names may lead to. */
function allowedOf(decision: DecisionCase, names: NameLevel): DecisionCase[] {
  const { otherwise = [] } = names === 'minimal' ? decision : {};
  return [decision, ...otherwise.map((expect) => ({ ...decision, expect, gives: [] }))];
}

function silence(
  { register }: Suite,
  asked: readonly Asked[],
  answers: () => Promise<PartyAnswer[]>,
): Check {
  return check('says nothing of anybody but the party, and of them only when matched', async () => {
    const told = await answers();
    for (const { decision, ref } of asked) {
      const values = foreignValues(
        decision,
        told.filter((answer) => answer.ref === ref),
        register,
      );
      must(values === 0, `${decision.name}: ${String(values)} values of somebody else`);
    }
  });
}

function onlyOf(
  { register }: Suite,
  asked: readonly Asked[],
  kind: ContactKind,
  put: () => ReturnType<typeof putWarrant>,
): Check {
  return check(`gives no other kind where ${kind} alone is asked for`, async () => {
    const { answers } = (await put()).reply;
    const kinds = new Set(answers.flatMap(({ contacts }) => contacts.map((one) => one.kind)));
    kinds.delete(kind);
    must(kinds.size === 0, `it gives ${[...kinds].join(', ')}`);
    const expected = asked.flatMap(({ decision }) => expectedContacts(decision, register, [kind]));
    const given = answers.flatMap(({ contacts }) => contacts);
    must(given.length > 0 || expected.length === 0, 'it gives none of that either');
  });
}

function verification(
  { options }: Suite,
  asked: readonly Asked[],
  put: () => ReturnType<typeof putWarrant>,
): Check {
  return check('says verdicts alone where no kind of contact is asked for', async () => {
    const { reply, claims } = await put();
    must(reply.answers.length === 0, 'it answers beyond the verdicts');
    must(reply.verdicts?.length === asked.length, 'there is not one verdict for each party');
    const members = membersOf(claims['verdicts']);
    must(members.join() === 'elements,ref', `a verdict holds ${members.join(', ')}`);
    const byRef = new Map(reply.verdicts.map(({ ref, elements }) => [ref, elements]));
    for (const { ref, decision } of asked) {
      const allowed = allowedOf(decision, options.names).map(({ expect }) => expect);
      const told = elementsText(byRef.get(ref));
      const fits = allowed.some(({ elements }) => elementsText(elements) === told);
      must(fits, `${decision.name}: it says ${told}`);
    }
  });
}

function elementsText(elements: PartyAnswer['elements'] | undefined): string {
  return [elements?.name, elements?.idNumber, elements?.phone].join(', ');
}

/** Names of the members that the objects of a list have between them, sorted. */
function membersOf(list: unknown): string[] {
  const objects = Array.isArray(list) ? list.map((one: unknown) => Object(one) as object) : []; // any value has members or none
  return [...new Set(objects.flatMap((one) => Object.keys(one)))].sort();
}
