import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { createPrivateFile, readPrivateFile } from '../../subgraphs/kit/sealing/private-file.ts';
import { ProviderError } from './provider-config.ts';

/** What tokens are signed with (RFC 7518 §3.4). */
export const TOKEN_SIGNING = 'ES256';

const coordinate = z.string().regex(/^[\w-]{43}$/u);
const keysSchema = z.object({
  keys: z
    .array(
      z.object({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        x: coordinate,
        y: coordinate,
        d: coordinate,
        kid: coordinate,
        use: z.literal('sig'),
        alg: z.literal(TOKEN_SIGNING),
      }),
    )
    .min(1),
  /** Sign the cookies; the first does, the others are still known. */
  cookies: z.array(z.string().min(32)).min(1),
});

/** A private JWKS (RFC 7517) with the keys of cookies beside it. */
export type ProviderKeys = z.infer<typeof keysSchema>;

/** @throws ProviderError when the file does not hold them; KeysError when others may read it. */
export async function loadOrCreateProviderKeys(file: string): Promise<ProviderKeys> {
  const text = (await readPrivateFile(file)) ?? (await create(file));
  const keys = keysSchema.safeParse(parse(text));
  if (!keys.success) throw new ProviderError(`${file} does not hold the keys it should`);
  return keys.data;
}

async function create(file: string): Promise<string> {
  const { privateKey } = await generateKeyPair(TOKEN_SIGNING, { extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint({ kty: 'EC', crv: crv ?? '', x: x ?? '', y: y ?? '' });
  const jwk = { kty, crv, x, y, d, kid, use: 'sig', alg: TOKEN_SIGNING };
  const made = { keys: [jwk], cookies: [randomBytes(32).toString('base64url')] };
  await createPrivateFile(file, `${JSON.stringify(made, null, 2)}\n`);
  return (await readPrivateFile(file)) ?? '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
