import { REPLY_LIMIT } from './algorithms.ts';
import { splitCompact } from './compact-jwe.ts';
import type { OwnEntry } from './envelope.ts';
import { findOpeningKey } from './find-opening-key.ts';
import type { OwnKeys } from './keys.ts';
import { openJwe, protectedHeaderOf } from './open-jwe.ts';
import type { PinnedParty } from './pinned-keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked } from './refusal.ts';
import type { SignedKinds } from './seal-signed.ts';
import { verifyClaims } from './verify-claims.ts';

/** Opens what `sealSigned` made, and verifies who signed it. The claims are not checked. */
export async function openSigned(
  sealed: string,
  { own, signer, now }: { own: OwnKeys; signer: PinnedParty; now: Date },
  { typ, sealedTyp }: SignedKinds,
): Promise<Checked<unknown>> {
  const entry = findEntry(sealed, own, now);
  if (!entry.ok) return entry;
  const { jwe, key } = entry.value;
  const jwt = await openJwe(jwe, key, { typ: sealedTyp, cty: 'JWT' });
  if (!jwt.ok) return jwt;
  const signed = await verifyClaims(jwt.value, [signer], typ, now);
  return signed.ok ? accept(signed.value.claims) : signed;
}

function findEntry(sealed: string, own: OwnKeys, now: Date): Checked<OwnEntry> {
  const jwe = sealed.length > REPLY_LIMIT ? undefined : splitCompact(sealed);
  const header = jwe === undefined ? undefined : protectedHeaderOf(jwe);
  if (jwe === undefined || header === undefined) return refuse('MALFORMED');
  const key = findOpeningKey(header.kid, own, now);
  return key.ok ? accept({ jwe, key: key.value }) : key;
}
