import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { SAMPLE } from '../../scripts/repair/options.ts';

/** Columns that say nothing of anybody in particular; whatever else a file holds is a secret. */
const HARMLESS = new Set([
  ...['case_no', 'party_ref', 'role', 'party_type', 'id_type', 'issuing_state', 'sex', 'status'],
  ...['tenant_id_type', 'tenant_issuing_state', 'legal_rep_id_type', 'legal_rep_issuing_state'],
  ...['booth_no', 'birth_date', 'deceased_on', 'protected', 'registered_on', 'expires_on'],
  ...['lease_from', 'lease_to', 'updated_on', 'assigned_on', 'last_active_on', 'answered_on'],
  ...['operator', 'complaint_no', 'merchant_id_type', 'merchant_issuing_state'],
]);

const rowsSchema = z.array(z.record(z.string(), z.string()));

/**
 * Every name, number, phone and address of the sample's parties and of its registers, those of
 * organisations too, each as it is written and as it is put to agencies.
 */
export async function sampleSecrets(): Promise<string[]> {
  const registers = join(SAMPLE, 'registers');
  const files = (await readdir(registers)).map((name) => join(registers, name));
  const found = await Promise.all([...files, join(SAMPLE, 'parties.csv')].map(secretsOf));
  return [...new Set(found.flat())];
}

async function secretsOf(file: string): Promise<string[]> {
  const rows = rowsSchema.parse(parse(await readFile(file), { columns: true, bom: true }));
  const cells = rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, cell]) => (HARMLESS.has(column) ? [] : [cell])),
  );
  return cells.flatMap(formsOf).filter((form) => form.length >= 2);
}

function formsOf(cell: string): string[] {
  const plain = cell.normalize('NFKC').trim();
  return [cell.trim(), plain, plain.replaceAll(/[\s-]/gu, ''), plain.toUpperCase()];
}
