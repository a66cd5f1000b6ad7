import { forgeJwt } from '../people/toy-jwt.ts';
import { newestValid } from '../sealing/dated-key.ts';
import { IAT, NOW, toyParty, toyRing } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import type { KeyRing } from '../service/key-ring.ts';
import { bodyHash } from './body-hash.ts';
import { createCallKeys, kidOf } from './call-key.ts';
import { createCallSigner } from './sign-call.ts';
import type { Call } from './sign-call.ts';
import { createCallVerifier } from './verify-call.ts';
import type { CallVerifier } from './verify-call.ts';

export type SharedSecret = { kid: string; secret: Buffer };

/** For tests: the bytes that a caller with these keys shares with a subgraph, to forge calls with. */
export async function sharedSecret(
  { own, pinned }: KeyRing,
  code: string,
  now = new Date(),
): Promise<SharedSecret> {
  const gateway = newestValid([...own.opening.values()], now);
  const subgraph = newestValid(pinned.get(code)?.sealing ?? [], now);
  if (gateway === undefined || subgraph === undefined) throw new Error('no keys to agree with');
  const ends = { code, gateway, subgraph };
  const { secret } = await createCallKeys()(ends);
  return { kid: kidOf(ends), secret: secret.export() };
}

export const BODY = Buffer.from('{"query":"{ stall(boothNo: \\"1\\") { address } }"}');
const CALL: Call = {
  ...{ audience: 'police', body: BODY, requestId: 'request-1' },
  ...{ roles: ['CLERK'], scopes: ['register:read'] },
};

/** For tests: a gateway that calls the police, a neighbour, and somebody who would like to. */
export type ToyCalls = {
  gateway: ToyParty;
  police: ToyParty;
  mall: ToyParty;
  thief: ToyParty;
  /** What the gateway and the police agree on. */
  agreed: SharedSecret;
  sign(change?: Partial<Call>, by?: ToyParty): Promise<string>;
  /** The police's, so many seconds later. */
  verifier(seconds?: number): CallVerifier;
  /** Why the police refuse a call; undefined when they take it. */
  codeOf(
    token: string | undefined,
    at?: { body?: Buffer; seconds?: number },
  ): Promise<string | undefined>;
  /** Of a sound call, but for some. */
  claims(change?: object): object;
  soundHeader(): { alg: string; typ: string; kid: string };
  /** Made with a key, the one that both ends agree on unless given, whatever it says. */
  forged(change: object, header?: object, key?: Buffer): string;
};

export const later = (seconds: number) => () => new Date(NOW.getTime() + seconds * 1000);

export async function toyCalls(): Promise<ToyCalls> {
  const gateway = await toyParty('gateway');
  const [police, mall, thief] = await Promise.all([
    toyParty('police'),
    toyParty('mall'),
    toyParty('thief'),
  ]);
  const agreed = await sharedSecret(await toyRing(gateway, police)(), 'police');
  const claims = (change: object = {}) => ({
    ...{ iss: 'gateway', aud: 'police', iat: IAT, exp: IAT + 30, jti: 'j'.repeat(36) },
    ...{ bsh: bodyHash(BODY), rid: 'request-1', roles: ['CLERK'], scopes: ['register:read'] },
    ...change,
  });
  const soundHeader = () => ({ alg: 'HS256', typ: 'relink-call+jwt', kid: agreed.kid });
  const verifier = (seconds = 0) => {
    const keys = toyRing(police, gateway, mall);
    return createCallVerifier({ audience: 'police', keys, now: later(seconds) });
  };
  return {
    ...{ gateway, police, mall, thief, agreed, claims, soundHeader, verifier },
    sign: (change = {}, by = gateway) =>
      createCallSigner(toyRing(by, police, mall), later(0))({ ...CALL, ...change }),
    codeOf: async (token, { body = BODY, seconds = 0 } = {}) => {
      const verdict = await verifier(seconds)(token, body);
      return verdict.ok ? undefined : verdict.code;
    },
    forged: (change, header = {}, key = agreed.secret) =>
      forgeJwt({ ...soundHeader(), ...header }, claims(change), key),
  };
}
