import { afterAll, beforeAll, expect, test } from 'vitest';
import { toyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import { toyProof } from '../../subgraphs/kit/people/toy-proof.ts';
import { startToys } from '../toys/start-toys.ts';
import type { Toys } from '../toys/start-toys.ts';

const started: Toys[] = [];
beforeAll(async () => void started.push(await startToys()));
afterAll(async () => {
  await Promise.all(started.map((toys) => toys.stop()));
});
function toys(): Toys {
  const [first] = started;
  if (first === undefined) throw new Error('The toys did not start');
  return first;
}

const QUERY = { query: '{ court }' };
const post = (headers: Record<string, string>) => toys().post(QUERY, headers);

async function expectRefused(headers: Record<string, string>, code: string, cause: string) {
  const before = toys().court.asked.length;
  const answer = await post(headers);
  const { requestId } = answer.errors[0]?.extensions ?? {};
  const told = { TOKEN_REFUSED: 'invalid_token', PROOF_REFUSED: 'invalid_dpop_proof' }[code];
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe(`DPoP error="${told}"`);
  expect(answer.text).toBe(
    JSON.stringify({
      errors: [{ message: answer.errors[0]?.message, extensions: { code, requestId } }],
    }),
  );
  expect(toys().court.asked.length).toBe(before);
  const line = toys().log.find((text) => text.includes(`${requestId}`) && text.includes('refused'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ code, cause, msg: 'a caller was refused' });
}

test('nobody at all is let in', async () => {
  expect(await post({})).toMatchObject({ status: 200, data: { court: 'open' }, errors: [] });
});

test('somebody with a sound token and a proof of its key is let in', async () => {
  const clerk = await toys().people.signIn();
  expect(await post({ ...clerk.headers() })).toMatchObject({ status: 200, errors: [] });
});

test('a token without its scheme, its key or its time is not accepted', async () => {
  const clerk = await toys().people.signIn();
  const { dpop } = clerk.headers();
  const bearer = { authorization: `Bearer ${clerk.token}`, dpop };
  await expectRefused(bearer, 'TOKEN_REFUSED', 'WRONG_SCHEME');
  const unbound = await toys().people.signIn({ cnf: undefined });
  await expectRefused({ ...unbound.headers() }, 'TOKEN_REFUSED', 'NOT_BOUND');
  const iat = Math.floor(Date.now() / 1000) - 1000;
  const expired = await toys().people.signIn({ iat, exp: iat + 600 });
  await expectRefused({ ...expired.headers() }, 'TOKEN_REFUSED', 'EXPIRED');
  const foreign = await toys().people.signIn({ aud: 'urn:another' });
  await expectRefused({ ...foreign.headers() }, 'TOKEN_REFUSED', 'WRONG_AUDIENCE');
});

test('whoever runs the machines and watches over them is refused at the door', async () => {
  const roles = ['ADMINISTRATOR', 'PRIVACY_OFFICER'];
  const two = await toys().people.signIn({ roles });
  await expectRefused({ ...two.headers() }, 'TOKEN_REFUSED', 'DISJOINT_ROLES');
});

test('a proof that is missing, for another address or by another key is not accepted', async () => {
  const clerk = await toys().people.signIn();
  const { authorization } = clerk.headers();
  await expectRefused({ authorization }, 'PROOF_REFUSED', 'MISSING');
  const elsewhere = clerk.headers({ htu: 'https://elsewhere.example/graphql' });
  await expectRefused({ ...elsewhere }, 'PROOF_REFUSED', 'WRONG_ADDRESS');
  const claims = { iat: Math.floor(Date.now() / 1000) };
  const dpop = toyProof(await toyKey('ES256'), clerk.token, { claims });
  await expectRefused({ authorization, dpop }, 'PROOF_REFUSED', 'OTHER_KEY');
});

test('a proof is good for one request', async () => {
  const clerk = await toys().people.signIn();
  const headers = { ...clerk.headers() };
  expect((await post(headers)).status).toBe(200);
  await expectRefused(headers, 'PROOF_REFUSED', 'REPLAYED');
});

test('a refused caller costs nobody else an answer, and leaves no token in the log', async () => {
  const clerk = await toys().people.signIn();
  await post({ authorization: `DPoP ${clerk.token}` });
  expect((await post({ ...clerk.headers() })).status).toBe(200);
  const log = toys().log.join('');
  expect(log).not.toContain(clerk.token.slice(0, 40));
  expect(log).not.toMatch(/wang\.shuji|DPoP ey/u);
});
