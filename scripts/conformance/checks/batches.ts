import type { AskedParty } from '../../../schema/contract/warrant.ts';
import { citizenCheck } from '../../../subgraphs/kit/identifiers/citizen-check.ts';
import { check } from '../check.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { sealClaims, warrantOf } from '../forge-envelope.ts';
import { findable } from '../findable.ts';
import { putWarrant } from '../put-warrant.ts';

/** An envelope carries from one to a thousand parties, and more where one has several phones. */
export const batches: Group = {
  name: 'batches',
  checksOf: (suite) => [
    ...[1, 100, 1000]
      .filter((size) => size <= suite.options.entries)
      .map((size) => batch(suite, size)),
    beyond(suite),
    check('answers an envelope that asks about nobody', async () => {
      const { reply } = await putWarrant(suite, { parties: [] });
      must(reply.answers.length === 0, 'it answers about somebody');
    }),
  ],
};

/** Every tenth is a person of the register, where it holds one that is simply found. */
function batch(suite: Suite, size: number): Check {
  return {
    name: `answers ${String(size)} parties in one envelope`,
    run: async () => {
      const known = findable(suite);
      const parties = Array.from({ length: size }, (_, at): AskedParty => {
        const asked = at % 10 === 0 && known !== undefined ? known.asked : unknownPerson(at);
        return { ref: String(at), caseNo: '（2026）浙0782民初1号', ...asked };
      });
      const started = performance.now();
      const { reply } = await putWarrant(suite, { parties });
      const took = Math.round(performance.now() - started);
      must(reply.answers.length === size, `there are ${String(reply.answers.length)} answers`);
      const outcomes = new Map(reply.answers.map(({ ref, outcome }) => [ref, outcome]));
      const wrong = parties.filter(({ ref, name }) => {
        return outcomes.get(ref) !== (name === UNKNOWN ? 'NO_RECORD' : 'MATCHED');
      });
      must(wrong.length === 0, `${String(wrong.length)} answers are wrong`);
      return `${String(took)} ms`;
    },
  };
}

function beyond({ client, forger, options }: Suite): Check {
  return check(`refuses more than ${String(options.entries)} entries as a whole`, async () => {
    const parties = Array.from({ length: options.entries + 1 }, (_, at) => ({
      ...{ ref: String(at), caseNo: '（2026）浙0782民初1号', ...unknownPerson(at) },
    }));
    const [said] = await client.ask([await sealClaims(forger, warrantOf(forger, { parties }))]);
    must(said?.status === 'REFUSED', `it says ${said?.status ?? ''}`);
  });
}

const UNKNOWN = '无名氏';

/** Well-formed numbers of a place and a year of which the published register holds nobody. */
function unknownPerson(at: number): Omit<AskedParty, 'ref' | 'caseNo'> {
  const day = String(1 + (at % 28)).padStart(2, '0');
  const digits = `1101051949${month(at)}${day}${String(at % 1000).padStart(3, '0')}`;
  const id = { type: 'RESIDENT_ID', number: digits + citizenCheck(digits) } as const;
  return { partyType: 'PERSON', name: UNKNOWN, id };
}

function month(at: number): string {
  return String(1 + (Math.floor(at / 1000) % 12)).padStart(2, '0');
}
