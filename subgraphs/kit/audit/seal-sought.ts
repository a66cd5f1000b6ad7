import { GeneralEncrypt } from 'jose';
import { SOUGHT_TYP } from '../../../schema/contract/audit.ts';
import type { Sought } from '../../../schema/contract/audit.ts';
import { AGREEMENT, ENCRYPTION } from '../sealing/algorithms.ts';
import { newestValid } from '../sealing/dated-key.ts';
import type { PublicKeys } from '../sealing/public-keys.ts';

/**
 * Seals whom an audit is about to the services that are to look, each by its newest valid key; one
 * that has none is left out.
 *
 * @param sought as typed: each service normalises it by itself
 * @returns JSON text (RFC 7516 §7.2), 270 characters a recipient
 */
export async function sealSought(
  sought: Sought,
  recipients: readonly Pick<PublicKeys, 'sealing'>[],
  now: Date,
): Promise<string> {
  const jwe = new GeneralEncrypt(new TextEncoder().encode(JSON.stringify(sought)));
  jwe.setProtectedHeader({ typ: SOUGHT_TYP, enc: ENCRYPTION });
  for (const { kid, key } of recipients.flatMap(({ sealing }) => newestValid(sealing, now) ?? []))
    jwe.addRecipient(key).setUnprotectedHeader({ alg: AGREEMENT, kid });
  return JSON.stringify(await jwe.encrypt());
}
