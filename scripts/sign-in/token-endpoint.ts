import { generateProof } from 'dpop';
import type { KeyPair } from 'dpop';
import { z } from 'zod';
import { SignInError } from './sign-in-error.ts';

const errorSchema = z.object({ error: z.string() });
const tokensSchema = z.object({
  access_token: z.string().min(1),
  token_type: z.string(),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
});

/** What the token endpoint gave. */
export type Tokens = z.infer<typeof tokensSchema>;

/** Asks a token endpoint with a proof of possession each time. @throws SignInError with its code */
export type TokenEndpoint = (form: Readonly<Record<string, string>>) => Promise<Tokens>;

/**
 * A token endpoint as one client with one key. A nonce that the provider asks for (RFC 9449 §8) is
 * kept and sent from then on.
 */
export function createTokenEndpoint(url: string, clientId: string, key: KeyPair): TokenEndpoint {
  const known: { nonce: string | undefined } = { nonce: undefined };
  const post = async (form: Readonly<Record<string, string>>) => {
    const dpop = await generateProof(key, url, 'POST', known.nonce);
    const body = new URLSearchParams({ client_id: clientId, ...form });
    const answer = await fetch(url, { method: 'POST', headers: { dpop }, body }).catch(() => {
      throw new SignInError('The provider does not answer');
    });
    known.nonce = answer.headers.get('dpop-nonce') ?? known.nonce;
    const said: unknown = await answer.json().catch(() => undefined);
    return { ok: answer.ok, said, error: errorSchema.safeParse(said).data?.error };
  };
  return async (form) => {
    let answer = await post(form);
    if (answer.error === 'use_dpop_nonce') answer = await post(form);
    const tokens = tokensSchema.safeParse(answer.said);
    if (!answer.ok || !tokens.success)
      throw new SignInError(
        `The provider gave no token (${answer.error ?? 'unreadable'})`,
        answer.error,
      );
    if (tokens.data.token_type.toLowerCase() !== 'dpop')
      throw new SignInError('The provider does not bind tokens to a key (DPoP, RFC 9449)');
    return tokens.data;
  };
}
