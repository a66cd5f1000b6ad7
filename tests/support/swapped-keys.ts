import { createHash, randomUUID } from 'node:crypto';
import { SignJWT, exportJWK } from 'jose';
import type { JWK } from 'jose';
import { inject } from 'vitest';
import type { Session } from '../../scripts/sign-in/session.ts';
import { forgeJwt, toyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import type { ToyKey } from '../../subgraphs/kit/people/toy-jwt.ts';
import { forgeJws, signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { People } from './evil-hub.ts';
import { seconds } from './forger.ts';
import { ownKeysOf } from './hostile-envelopes.ts';

/** One way of having somebody else's contacts sealed to a key of one's own, and how it ends. */
export type SwappedKey = [
  name: string,
  code: 'TOKEN_REFUSED' | 'PROOF_REFUSED',
  cause: string,
  make: (sound: People) => People | Promise<People>,
];

/** All that a hub can make of sound headers that pass through it, its own keys included. */
export async function swappedKeys(session: Session): Promise<SwappedKey[]> {
  const own = await toyKey('ES256');
  const theirs = await exportJWK(session.key.publicKey);
  return [...swappedProofs(own, theirs, session), ...swappedTokens(own)];
}

function swappedProofs(own: ToyKey, theirs: JWK, session: Session): SwappedKey[] {
  return [
    [
      'proves a key of its own',
      'PROOF_REFUSED',
      'OTHER_KEY',
      (sound) => ({ ...sound, dpop: ownProof(own, tokenOf(sound)) }),
    ],
    [
      "proves a key of its own under the clerk's",
      'PROOF_REFUSED',
      'BAD_SIGNATURE',
      (sound) => ({ ...sound, dpop: ownProof(own, tokenOf(sound), theirs) }),
    ],
    [
      "puts its key into the clerk's proof",
      'PROOF_REFUSED',
      'BAD_SIGNATURE',
      (sound) => ({ ...sound, dpop: withPart(sound.dpop, 0, { jwk: own.jwk }) }),
    ],
    [
      "makes the clerk's proof younger",
      'PROOF_REFUSED',
      'BAD_SIGNATURE',
      (sound) => ({ ...sound, dpop: withPart(sound.dpop, 1, { iat: seconds() + 30 }) }),
    ],
    [
      'has kept the proof for two minutes',
      'PROOF_REFUSED',
      'WRONG_TIME',
      async (sound) => ({ ...sound, dpop: await overdue(session, theirs, tokenOf(sound)) }),
    ],
    [
      "puts the clerk's token beside its own proof of another one",
      'PROOF_REFUSED',
      'OTHER_TOKEN',
      (sound) => ({ ...sound, dpop: ownProof(own, 'another') }),
    ],
  ];
}

function swappedTokens(own: ToyKey): SwappedKey[] {
  const cnf = { jkt: own.kid };
  const withToken =
    (make: (token: string) => string | Promise<string>) => async (sound: People) => {
      const token = await make(tokenOf(sound));
      return { authorization: `DPoP ${token}`, dpop: ownProof(own, token) };
    };
  return [
    [
      "puts its key's thumbprint into the token",
      'TOKEN_REFUSED',
      'BAD_SIGNATURE',
      withToken((token) => withPart(token, 1, { cnf })),
    ],
    [
      'takes the binding out of the token',
      'TOKEN_REFUSED',
      'BAD_SIGNATURE',
      withToken((token) => withPart(token, 1, { cnf: undefined })),
    ],
    [
      'signs such a token itself',
      'TOKEN_REFUSED',
      'BAD_SIGNATURE',
      withToken((token) => signed(token, {}, { cnf }, own)),
    ],
    [
      'signs it under a key id of its own',
      'TOKEN_REFUSED',
      'UNKNOWN_KEY',
      withToken((token) => signed(token, { kid: own.kid }, { cnf }, own)),
    ],
    [
      "signs it with the gateway's key",
      'TOKEN_REFUSED',
      'UNKNOWN_KEY',
      withToken(async (token) => {
        const { kid, key } = signingKey(await ownKeysOf(inject('sample').home, 'gateway'));
        const [, claims] = partsOf(token);
        return forgeJws({ ...claims, cnf }, { alg: 'EdDSA', typ: 'at+jwt', kid }, key);
      }),
    ],
    [
      'presents the token as one for whoever bears it',
      'TOKEN_REFUSED',
      'WRONG_SCHEME',
      (sound) => ({ ...sound, authorization: `Bearer ${tokenOf(sound)}` }),
    ],
  ];
}

function tokenOf({ authorization }: People): string {
  return authorization.replace('DPoP ', '');
}

/** Sound, but for whose key it is. @param jwk which key it says it is of */
function ownProof(own: ToyKey, token: string, jwk: JWK = own.jwk): string {
  return forgeJwt({ typ: 'dpop+jwt', alg: 'ES256', jwk }, proofClaims(token), own);
}

/** As the clerk made it two minutes ago. */
function overdue({ key }: Session, jwk: JWK, token: string): Promise<string> {
  return new SignJWT({ ...proofClaims(token), iat: seconds() - 120 })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: publicPart(jwk) })
    .sign(key.privateKey);
}

function publicPart({ kty, crv, x, y }: JWK): JWK {
  return { kty, crv, x, y } as JWK; // an EC key has all
}

function proofClaims(token: string) {
  const ath = createHash('sha256').update(token).digest('base64url');
  const { publicUrl: htu } = inject('sample');
  return { jti: randomUUID(), htm: 'POST', htu, iat: seconds(), ath };
}

function signed(token: string, header: object, claims: object, by: ToyKey): string {
  const [head, payload] = partsOf(token);
  return forgeJwt({ ...head, ...header }, { ...payload, ...claims }, by);
}

/** The same JWT with members changed in one part, under the signature it had. */
function withPart(jwt: string, index: 0 | 1, change: object): string {
  const parts = jwt.split('.');
  const changed = JSON.stringify({ ...partsOf(jwt)[index], ...change });
  return parts.with(index, Buffer.from(changed).toString('base64url')).join('.');
}

/** Header and claims. */
function partsOf(jwt: string): [object, object] {
  const [header = '', claims = ''] = jwt.split('.');
  const parsed = [header, claims].map(
    (part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object, // a JWT's parts are objects
  );
  return [parsed[0] ?? {}, parsed[1] ?? {}];
}
