import { z } from 'zod';

/** What a clerk typed of a party, field by field; empty means unknown. Kept sealed. */
export const typedPartySchema = z.object({
  partyType: z.string(),
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  issuingState: z.string(),
  phone: z.string(),
  lastKnownAddress: z.string(),
});

export type TypedParty = z.infer<typeof typedPartySchema>;
