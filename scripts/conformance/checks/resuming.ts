import type { Warrant } from '../../../schema/contract/warrant.ts';
import { check } from '../check.ts';
import type { Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { sealClaims, strangerAsked, warrantOf } from '../forge-envelope.ts';
import { openAnswer, putWarrant } from '../put-warrant.ts';

/** An inquiry may go on with one that was cut off, and must not be handed what another one was told. */
export const resuming: Group = {
  name: 'resuming',
  checksOf: (suite) => [
    {
      name: 'answers an inquiry that goes on with one it answered',
      run: async () => {
        const { warrant } = await putWarrant(suite, { parties: PARTIES });
        const { reply } = await goOn(suite, warrant);
        must(refsOf(reply) === 'a,b', `the refs are ${refsOf(reply)}`);
        return reply.inquiry === warrant.jti ? 'given again' : 'looked up again';
      },
    },
    check('answers one that goes on with an inquiry it never met', async () => {
      const resumes = suite.forger.newId();
      const { reply } = await putWarrant(suite, { parties: PARTIES, resumes });
      must(refsOf(reply) === 'a,b', `the refs are ${refsOf(reply)}`);
    }),
    ...OTHERS.map(([what, change]) =>
      check(`gives no reply again to ${what}`, async () => {
        const { warrant } = await putWarrant(suite, { parties: PARTIES });
        const { warrant: other, reply } = await goOn(suite, warrant, change);
        must(reply.inquiry === other.jti, 'it gives the reply to the first');
      }),
    ),
  ],
};

const PARTIES = ['a', 'b'].map(strangerAsked);

/** What makes a question another one. */
const OTHERS: [what: string, change: Partial<Warrant>][] = [
  ['somebody else', { actor: 'b'.repeat(43) }],
  ['an inquiry on another legal basis', { legalBasis: 'CPL art. 95' }],
  ['an inquiry of the second hop', { hop: 2 }],
  ['an inquiry as of another day', { asOf: '2026-11-19' }],
  ['an inquiry for other kinds of contact', { kinds: [] }],
  ['an inquiry about somebody else', { parties: ['a', 'c'].map(strangerAsked) }],
];

/** Puts what the first warrant asked once more, but for what `change` says. */
async function goOn(suite: Suite, first: Warrant, change: Partial<Warrant> = {}) {
  const again = warrantOf(suite.forger, { parties: first.parties, resumes: first.jti, ...change });
  const [said] = await suite.client.ask([await sealClaims(suite.forger, again)]);
  must(said?.status === 'ANSWERED', `the agency says ${said?.status ?? 'nothing'}`);
  must(said.sealed !== null, 'the agency says ANSWERED and seals nothing');
  return openAnswer(suite, said.sealed, again, [first.jti]);
}

function refsOf({ answers }: { answers: readonly { ref: string }[] }): string {
  return answers
    .map(({ ref }) => ref)
    .sort()
    .join();
}
