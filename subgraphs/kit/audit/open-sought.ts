import { SOUGHT_TYP, soughtSchema } from '../../../schema/contract/audit.ts';
import type { Sought } from '../../../schema/contract/audit.ts';
import { chinaDay } from '../identifiers/china-day.ts';
import { parseIdNumber } from '../identifiers/parse-id-number.ts';
import { parsePhone } from '../identifiers/parse-phone.ts';
import type { LookedUp } from '../ledger/service-ledger.ts';
import { findOwnEntry } from '../sealing/envelope.ts';
import type { OwnKeys } from '../sealing/keys.ts';
import { openJwe } from '../sealing/open-jwe.ts';
import { accept, refuse } from '../sealing/refusal.ts';
import type { Checked } from '../sealing/refusal.ts';
import { parseStrictJson } from '../sealing/strict-json.ts';

/**
 * Whom a request is about, normalised as parties are when they are put to agencies.
 *
 * @returns MALFORMED also for an identifier that breaks its rules: nobody has it
 */
export async function openSought(
  sealed: string,
  own: OwnKeys,
  now: Date,
): Promise<Checked<LookedUp>> {
  const entry = findOwnEntry(sealed, own, now);
  if (!entry.ok) return entry;
  const text = await openJwe(entry.value.jwe, entry.value.key, { typ: SOUGHT_TYP });
  if (!text.ok) return text;
  const parsed = soughtSchema.safeParse(parseStrictJson(text.value));
  const person = parsed.success ? normalise(parsed.data, now) : undefined;
  return person === undefined ? refuse('MALFORMED') : accept(person);
}

function normalise({ id, phone }: Sought, now: Date): LookedUp | undefined {
  const number = id && parseIdNumber(id, { asOf: chinaDay(now) });
  const line = phone === undefined ? undefined : parsePhone(phone);
  if (number?.ok === false || line?.ok === false) return undefined;
  if (number === undefined && line === undefined) return undefined;
  return { id: number?.id, phone: line?.e164 };
}
