import { connect } from '../../subgraphs/kit/database/connect.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackHandle } from '../stack/stack-handle.ts';

/** Which agencies of a stack have something to say. */
export type RegistersHeld = {
  /** Agencies that took a register in, now or before. */
  held: string[];
  /** Those that never did: asked, they could only be silent. */
  missing: string[];
};

/**
 * Looks into the agencies' own databases, since a file that lies in a folder may have been refused,
 * and one that was taken in may be gone. A service without a log of imports is no agency.
 *
 * @throws StackError naming the service whose database does not answer
 */
export async function registersHeld({
  databases,
}: Pick<StackHandle, 'databases'>): Promise<RegistersHeld> {
  const found = await Promise.all(
    Object.entries(databases).map(async ([code, { databaseUrl }]) => ({
      code,
      state: await stateOf(code, databaseUrl),
    })),
  );
  const codes = (wanted: RegisterState) =>
    found.flatMap(({ code, state }) => (state === wanted ? [code] : [])).sort();
  return { held: codes('HELD'), missing: codes('MISSING') };
}

type RegisterState = 'HELD' | 'MISSING' | 'NO_AGENCY';

async function stateOf(code: string, url: string): Promise<RegisterState> {
  const { sql, close } = connect(url, { applicationName: 'relink-repair', max: 1 });
  try {
    const logs = await sql`select where to_regclass('public.import_log') is not null`;
    if (logs.length === 0) return 'NO_AGENCY';
    const imports = await sql`select from public.import_log limit 1`;
    return imports.length > 0 ? 'HELD' : 'MISSING';
  } catch {
    throw new StackError(`The database of ${code} does not answer`);
  } finally {
    await close();
  }
}

/** Why nobody answers, where nobody could: undefined where somebody can. */
export function nobodyLine({ held, missing }: RegistersHeld): string | undefined {
  if (held.length > 0) return undefined;
  const files = missing.map((code) => `${code}.csv`).join(', ');
  return (
    'No register was ever taken in here, so no agency can answer. ' +
    `Name the folder of registers (${files}) with --registers DIR.`
  );
}

/** Who is not asked and why, as a line; undefined where everybody is, or nobody could answer. */
export function notAskedLine({ held, missing }: RegistersHeld): string | undefined {
  if (missing.length === 0 || held.length === 0) return undefined;
  const files = missing.map((code) => `${code}.csv`).join(', ');
  return (
    `Not asked, since no register of theirs was ever taken in: ${missing.join(', ')} ` +
    `(${files}, with --registers DIR). What is said here is said by ${held.join(', ')}.`
  );
}
