import { importJWK } from 'jose';
import type { DatedKey } from './dated-key.ts';
import { generateKeys } from './generate-keys.ts';
import { parseKeys, privateJwksSchema, writeJwks } from './jwks.ts';
import type { PrivateJwks, PublicJwks } from './jwks.ts';
import { KeysError } from './keys-error.ts';
import { createPrivateFile, readPrivateFile } from './private-file.ts';
import { importPublicKeys, termOf } from './public-keys.ts';
import type { PublicKeys } from './public-keys.ts';
import { provideBase64 } from './provide-base64.ts';

/** A party's own keys, imported once and not exportable from here. */
export type OwnKeys = {
  /** Ed25519 keys, the newest first; the newest valid one signs. */
  signing: readonly DatedKey[];
  /** X25519 keys by `kid`; what was sealed to any of them opens, until soon after it is retired. */
  opening: ReadonlyMap<string, DatedKey>;
  public: PublicKeys;
};

/**
 * Keys from a private JWKS file of mode 600. A file that is not there is made, whole at once, so
 * that services starting together agree on its keys.
 *
 * @throws KeysError when others may read the file or it does not hold the two kinds of key.
 */
export async function loadOrCreateKeys(file: string): Promise<OwnKeys> {
  if ((await readPrivateFile(file)) === undefined) {
    await createPrivateFile(file, writeJwks(await generateKeys()));
  }
  return loadKeys(file);
}

/**
 * Keys from a private JWKS file of mode 600 that must be there.
 *
 * @throws KeysError when it is not, or when `loadOrCreateKeys` would refuse it.
 */
export async function loadKeys(file: string): Promise<OwnKeys> {
  const text = await readPrivateFile(file);
  if (text === undefined) throw new KeysError(`${file} is not there; to make it, run: keys`);
  return readKeys(text, file);
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
  const opening = new Map<string, DatedKey>();
  const signing: DatedKey[] = [];
  for (const jwk of keys) {
    const { kid, kty, crv, x, d } = jwk;
    const key = await importJWK({ kty, crv, x, d }, jwk.alg, { extractable: false });
    const dated = { kid, key, ...termOf(jwk) };
    if (jwk.use === 'sig') signing.push(dated);
    else opening.set(kid, dated);
  }
  const publicHalf = await importPublicKeys(withoutPrivateParts({ keys }), source);
  return { signing, opening, public: publicHalf };
}

/** The public half, to be given to whoever should pin it. */
export function publicKeys(own: OwnKeys): PublicJwks {
  return own.public.jwks;
}

function withoutPrivateParts(jwks: PrivateJwks): PublicJwks {
  return { keys: jwks.keys.map(({ d: _, ...publicPart }) => publicPart) };
}
