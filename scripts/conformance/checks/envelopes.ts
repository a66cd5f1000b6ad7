import { check } from '../check.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { ENVELOPE_CASES } from '../envelope-cases.ts';
import { sealClaims, warrantOf } from '../forge-envelope.ts';

/** What is not the court's question to this agency, now and for the first time, is refused. */
export const envelopes: Group = {
  name: 'envelopes',
  checksOf: (suite) => [
    ...ENVELOPE_CASES.map(({ name, refusal, make }) =>
      check(
        refusal === undefined ? `answers one: ${name}` : `refuses one that ${name}`,
        async () => {
          const [said] = await suite.client.ask([await make(suite.forger)]);
          if (refusal === undefined)
            must(said?.status === 'ANSWERED', `it says ${said?.status ?? ''}`);
          else mustBeRefused(said);
        },
      ),
    ),
    tooLong(suite),
    ...replays(suite),
    several(suite),
  ],
};

/** Characters; an envelope has at most 16 MiB of them. */
const TOO_LONG = 16 * 1024 * 1024 + 1;

function tooLong({ client }: Suite): Check {
  return check('refuses one of more than 16 MiB', async () => {
    const [said] = await client.ask(['A'.repeat(TOO_LONG)]);
    mustBeRefused(said);
  });
}

function replays({ client, forger }: Suite): Check[] {
  return [
    check('answers an envelope once', async () => {
      const envelope = await sealClaims(forger, warrantOf(forger));
      const [first] = await client.ask([envelope]);
      must(first?.status === 'ANSWERED', `the first time it says ${first?.status ?? ''}`);
      const [again] = await client.ask([envelope]);
      mustBeRefused(again);
    }),
    check('refuses a warrant that comes again in a new envelope', async () => {
      const warrant = warrantOf(forger);
      const [first] = await client.ask([await sealClaims(forger, warrant)]);
      must(first?.status === 'ANSWERED', `the first time it says ${first?.status ?? ''}`);
      const [again] = await client.ask([await sealClaims(forger, warrant)]);
      mustBeRefused(again);
    }),
    check('answers one of five envelopes alike that come at once', async () => {
      const envelope = await sealClaims(forger, warrantOf(forger));
      const said = await Promise.all([1, 2, 3, 4, 5].map(() => client.ask([envelope])));
      const answered = said.flat().filter(({ status }) => status === 'ANSWERED').length;
      must(answered === 1, `it answers ${String(answered)} of them`);
    }),
  ];
}

function several({ client, forger }: Suite): Check {
  return check('answers several in one request, each for itself and in their order', async () => {
    const sound = () => sealClaims(forger, warrantOf(forger));
    const said = await client.ask([await sound(), 'no envelope', await sound()]);
    const statuses = said.map(({ status }) => status).join();
    must(statuses === 'ANSWERED,REFUSED,ANSWERED', `it says ${statuses}`);
  });
}

function mustBeRefused(said: { status: string; sealed: string | null } | undefined): void {
  must(said?.status === 'REFUSED', `it says ${said?.status ?? ''} instead of REFUSED`);
  must(said.sealed === null, 'it seals something to a refusal');
}
