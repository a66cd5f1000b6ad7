import type { CryptoKey, FlattenedJWE } from 'jose';
import { z } from 'zod';
import { ENVELOPE_LIMIT } from './algorithms.ts';
import { findOpeningKey } from './find-opening-key.ts';
import type { OwnKeys } from './keys.ts';
import { accept, refuse } from './refusal.ts';
import type { Checked } from './refusal.ts';
import { parseStrictJson } from './strict-json.ts';

const RECIPIENT_LIMIT = 200;

const recipientSchema = z.strictObject({
  header: z.looseObject({ alg: z.string(), kid: z.string() }),
  encrypted_key: z.string(),
});

/** A JWE in general JSON form, without the members that are never authenticated for all. */
const envelopeSchema = z.strictObject({
  protected: z.string(),
  iv: z.string(),
  ciphertext: z.string(),
  tag: z.string(),
  recipients: z.array(recipientSchema).min(1).max(RECIPIENT_LIMIT),
});

/** One's own view of an envelope and the key that opens it. */
export type OwnEntry = { jwe: FlattenedJWE; key: CryptoKey };

/**
 * Finds the reader's entry by `kid`. No entry is ever tried with a key that it does not name: an
 * envelope costs its reader one key agreement whatever stands in it.
 */
export function findOwnEntry(envelope: string, own: OwnKeys, now: Date): Checked<OwnEntry> {
  if (envelope.length > ENVELOPE_LIMIT) return refuse('MALFORMED');
  const parsed = envelopeSchema.safeParse(parseStrictJson(envelope));
  if (!parsed.success) return refuse('MALFORMED');
  const { recipients, ...shared } = parsed.data;
  const mine = recipients.filter((recipient) => own.opening.has(recipient.header.kid));
  const [entry] = mine;
  if (entry === undefined) return refuse('NOT_ADDRESSED');
  if (mine.length > 1) return refuse('MALFORMED');
  const key = findOpeningKey(entry.header.kid, own, now);
  return key.ok ? accept({ jwe: { ...shared, ...entry }, key: key.value }) : key;
}
