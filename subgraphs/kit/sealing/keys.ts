import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { AGREEMENT, SIGNING } from './algorithms.ts';
import { parseKeys, privateJwksSchema } from './jwks.ts';
import type { PrivateJwks, PublicJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';
import { createPrivateFile, readPrivateFile } from './private-file.ts';
import { importPublicKeys } from './public-keys.ts';
import type { PublicKeys } from './public-keys.ts';
import { provideBase64 } from './provide-base64.ts';

/** A party's own keys, imported once and not exportable from here. */
export type OwnKeys = {
  /** The Ed25519 key that signs: the first of the set. */
  signing: { kid: string; key: CryptoKey };
  /** X25519 keys by `kid`; what was sealed to any of them opens. */
  opening: ReadonlyMap<string, CryptoKey>;
  public: PublicKeys;
};

/**
 * Keys from a private JWKS file of mode 600. A file that is not there is made, whole at once, so
 * that services starting together agree on its keys.
 *
 * @throws KeysError when others may read the file or it does not hold the two kinds of key.
 */
export async function loadOrCreateKeys(file: string): Promise<OwnKeys> {
  const found = await readPrivateFile(file);
  if (found !== undefined) return readKeys(found, file);
  await createPrivateFile(file, `${JSON.stringify(await generateKeys(), null, 2)}\n`);
  const made = await readPrivateFile(file);
  if (made === undefined) throw new KeysError(`${file} went away while it was being made`);
  return readKeys(made, file);
}

/**
 * Keys from the text of a private JWKS, such as a variable of the environment.
 *
 * @param source what to call the text in an error.
 * @throws KeysError naming what does not fit, without quoting it.
 */
export async function readKeys(text: string, source = 'KEYS'): Promise<OwnKeys> {
  // whoever seals and opens begins here
  provideBase64();
  const { keys } = parseKeys(privateJwksSchema, text, source);
  const opening = new Map<string, CryptoKey>();
  let signing: OwnKeys['signing'] | undefined;
  for (const jwk of keys) {
    const { kid, kty, crv, x, d } = jwk;
    const key = await importJWK({ kty, crv, x, d }, jwk.alg, { extractable: false });
    if (jwk.use === 'sig') signing ??= { kid, key };
    else opening.set(kid, key);
  }
  const publicHalf = await importPublicKeys(withoutPrivateParts({ keys }), source);
  if (signing === undefined) throw new KeysError(`${source}: needs a key to sign with`);
  return { signing, opening, public: publicHalf };
}

/** The public half, to be given to whoever should pin it. */
export function publicKeys(own: OwnKeys): PublicJwks {
  return own.public.jwks;
}

async function generateKeys(): Promise<PrivateJwks> {
  const signing = await generateJwk(SIGNING, 'Ed25519');
  const sealing = await generateJwk(AGREEMENT, 'X25519');
  const sig = { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: SIGNING, ...signing };
  const enc = { kty: 'OKP', crv: 'X25519', use: 'enc', alg: AGREEMENT, ...sealing };
  return privateJwksSchema.parse({ keys: [sig, enc] });
}

async function generateJwk(
  alg: string,
  crv: string,
): Promise<{ kid: string; x: string; d: string }> {
  const { privateKey } = await generateKeyPair(alg, { crv, extractable: true });
  const { x, d } = await exportJWK(privateKey);
  if (x === undefined || d === undefined) throw new KeysError(`${crv} keys cannot be made here`);
  return { kid: await calculateJwkThumbprint({ kty: 'OKP', crv, x }), x, d };
}

function withoutPrivateParts(jwks: PrivateJwks): PublicJwks {
  return {
    keys: jwks.keys.map((jwk) => {
      const { kid, x } = jwk;
      return jwk.use === 'sig'
        ? { kid, kty: jwk.kty, crv: jwk.crv, use: jwk.use, alg: jwk.alg, x }
        : { kid, kty: jwk.kty, crv: jwk.crv, use: jwk.use, alg: jwk.alg, x };
    }),
  };
}
