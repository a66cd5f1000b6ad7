import { generateKeyPair, generateProof } from 'dpop';
import type { KeyPair } from 'dpop';
import { exportJWK, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { awaitDevice, requestDevice } from './device-flow.ts';
import { discover } from './discover.ts';
import type { Metadata } from './discover.ts';
import { fillInForms } from './fill-in-forms.ts';
import type { InventedAccount } from './fill-in-forms.ts';
import { holdTokens } from './hold-tokens.ts';
import { subjectOf } from './subject-of.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

export type SignInOptions = {
  issuer: string;
  /** Signs in unattended, which only the embedded provider's pages allow. */
  account?: InventedAccount | undefined;
  /** What the tokens are to be used for; the provider may grant less. */
  scopes: readonly string[];
  /** Tells the person where to sign in, and with which code. Not called when unattended. */
  onPrompt: (prompt: { url: string; code: string }) => void;
  /** Of the graph (RFC 8707). */
  audience?: string | undefined;
  clientId?: string | undefined;
  /** What the tokens are to be bound to: P-256, extractable; made for this session unless given. */
  key?: KeyPair | undefined;
  signal?: AbortSignal | undefined;
  now?: () => number;
};

/** Somebody who is signed in. */
export type Session = {
  /** `sub` of the tokens. */
  subject: string;
  /**
   * Headers of one POST to `url`: a token that holds for a while yet, and a proof made for this
   * request alone (RFC 9449 §4.2, §7.1).
   *
   * @throws SignInError when the sign-in is over
   */
  headers(url: string): Promise<{ authorization: string; dpop: string }>;
  /** What the tokens are bound to: P-256. */
  key: KeyPair;
  /** The same private key for opening what is sealed to it (ECDH). */
  privateKey: CryptoKey;
  /** Gives the tokens back (RFC 7009). */
  close(): Promise<void>;
};

/** Signs a person in by the device flow. @throws SignInError */
export async function signIn(options: SignInOptions): Promise<Session> {
  const { clientId = 'relink-command', audience = 'urn:relink:graph' } = options;
  const metadata = await discover(options.issuer);
  const key = options.key ?? (await generateKeyPair('ES256', { extractable: true }));
  const tokenEndpoint = createTokenEndpoint(metadata.token_endpoint, clientId, key);
  const device = await requestDevice(metadata.device_authorization_endpoint, {
    client_id: clientId,
    scope: options.scopes.join(' '),
    resource: audience,
  });
  if (options.account) await fillInForms(device, options.account);
  else options.onPrompt({ url: device.verification_uri, code: device.user_code });
  const tokens = await awaitDevice(device, tokenEndpoint, options.signal);
  const holder = holdTokens(tokens, tokenEndpoint, options.now ?? Date.now);
  return {
    subject: subjectOf(tokens),
    key,
    privateKey: await openingKey(key),
    headers: async (url) => {
      const token = await holder.fresh();
      const dpop = await generateProof(key, url, 'POST', undefined, token);
      return { authorization: `DPoP ${token}`, dpop };
    },
    close: () => revoke(metadata, clientId, holder.refreshToken()),
  };
}

/** Web Cryptography ties a key to one use, and values are sealed to the key that signs. */
async function openingKey({ privateKey }: KeyPair): Promise<CryptoKey> {
  const { kty = '', crv, x, y, d } = await exportJWK(privateKey);
  const key = await importJWK({ kty, crv, x, y, d } as JWK, 'ECDH-ES+A256KW'); // an EC key has all
  if (key instanceof Uint8Array) throw new TypeError('The key of a session is no secret of bytes');
  return key;
}

/** As far as the provider takes tokens back; a sign-in that ends anyway is no failure. */
async function revoke(
  { revocation_endpoint: url }: Metadata,
  clientId: string,
  token: string | undefined,
): Promise<void> {
  if (url === undefined || token === undefined) return;
  const form = { client_id: clientId, token, token_type_hint: 'refresh_token' };
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
}
