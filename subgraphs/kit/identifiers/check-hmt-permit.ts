import { checkCitizenForm } from './check-citizen-form.ts';
import type { ParsedNumber } from './parsed-number.ts';
import { PERMIT_REGIONS } from './permit-regions.ts';

/** Residence permits of Hong Kong, Macao and Taiwan residents: as resident IDs, three regions. */
export function checkHmtPermit(number: string, asOf: string): ParsedNumber {
  const formed = checkCitizenForm(number, asOf);
  if (!formed.ok && (formed.reason === 'WRONG_LENGTH' || formed.reason === 'WRONG_CHARACTERS')) {
    return formed;
  }
  if (!PERMIT_REGIONS.includes(number.slice(0, 6))) return { ok: false, reason: 'WRONG_REGION' };
  return formed;
}
