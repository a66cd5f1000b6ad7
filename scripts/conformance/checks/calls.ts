import { CALL_CASES } from '../call-cases.ts';
import { check } from '../check.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';

/** Only the gateway may call, and each call of it counts once. */
export const calls: Group = {
  name: 'calls',
  checksOf: (suite) => [
    ...CALL_CASES.map(({ name, refusal, make }) =>
      check(`${refusal === undefined ? 'takes' : 'refuses'} a call ${name}`, async () => {
        const call = (await make(suite.forger, BODY)) ?? null;
        const { status, text } = await suite.client.post(BODY, { call });
        if (refusal === undefined) must(status === 200, `HTTP status ${String(status)}`);
        else mustBeRefused(status, text);
      }),
    ),
    secondTime(suite),
  ],
};

const BODY = '{"query":"{ _service { sdl } }"}';

function secondTime({ forger, client }: Suite): Check {
  return check('refuses a call that it has taken before', async () => {
    const sound = CALL_CASES.find(({ refusal }) => refusal === undefined);
    const call = (await sound?.make(forger, BODY)) ?? null;
    const first = await client.post(BODY, { call });
    must(first.status === 200, `the first time, HTTP status ${String(first.status)}`);
    const again = await client.post(BODY, { call });
    mustBeRefused(again.status, again.text);
  });
}

function mustBeRefused(status: number, text: string): void {
  must(status === 401, `HTTP status ${String(status)} instead of 401`);
  must(!text.includes('extend schema'), 'it is answered all the same');
}
