import { z } from 'zod';
import { protectedHeaderOf } from './open-jwe.ts';
import { parseStrictJson } from './strict-json.ts';

const envelopeSchema = z.object({ protected: z.string().max(1000) });
// made once: making it takes longer than reading with it
const headerSchema = z.object({ inquiry: z.uuid() });

/**
 * The inquiry that an envelope says it carries, for whoever cannot open it. It is authenticated only
 * to those who can; they refuse an envelope that names another one than the warrant inside.
 */
export function inquiryOf(envelope: string): string | undefined {
  const parsed = envelopeSchema.safeParse(parseStrictJson(envelope));
  const header = parsed.success ? protectedHeaderOf(parsed.data) : undefined;
  return headerSchema.safeParse(header).data?.inquiry;
}
