import { z } from 'zod';
import { CONTACT_KINDS, PURPOSES } from '../../../schema/contract/codes.ts';
import { ASKING_ROLES } from '../../../schema/contract/warrant.ts';
import type { InquiryRow } from './find-inquiry.ts';
import type { InquiryAuthority } from './inquiry-terms.ts';

const storedSchema = z.object({
  askedBy: z.string(),
  role: z.enum(ASKING_ROLES),
  purpose: z.enum(PURPOSES),
  legalBasis: z.string(),
  kinds: z.array(z.enum(CONTACT_KINDS)),
});

/** On whose authority a stored inquiry asked. The codes are those the court wrote. */
export function authorityOf(row: InquiryRow): InquiryAuthority {
  return storedSchema.parse(row);
}
