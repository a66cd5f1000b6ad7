import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import type { NameFrequencies } from '../matching/evidence.ts';
import { nameTermsOf } from './name-terms.ts';

/** How often a name of those asked stands in the register, part by part. */
export type FrequenciesOf = (name: string | undefined) => NameFrequencies;

/**
 * How common the asked names are in this agency's register, in one statement however many there
 * are. Only terms of the asked names are looked at, never the names that the register holds.
 */
export async function readFrequencies(
  db: Database,
  names: readonly string[],
): Promise<FrequenciesOf> {
  const terms = new Map([...new Set(names)].map((name) => [name, nameTermsOf(name)]));
  const asked = [...terms.values()].filter((parts) => parts !== undefined);
  const surnames = [...new Set(asked.map(({ surname }) => surname))];
  const given = [...new Set(asked.map((parts) => parts.given))];
  const counts = await readCounts(db, surnames, given);
  const population = counts.get('ANY ') ?? 0;
  return (name) => {
    const parts = name === undefined ? undefined : terms.get(name);
    if (parts === undefined) return { population, surnameCount: 0 };
    const surnameCount = counts.get(`SURNAME ${parts.surname}`) ?? 0;
    if (parts.given === '') return { population, surnameCount };
    const givenNameCount = counts.get(`GIVEN ${parts.given}`) ?? 0;
    return { population, surnameCount, givenNameCount };
  };
}

async function readCounts(
  db: Database,
  surnames: string[],
  given: string[],
): Promise<Map<string, number>> {
  const rows = await db.execute<{ part: string; term: string; count: number }>(sql`
    select part, term, held.count::float8 as count from name_frequency held
    join (
      select 'ANY' as part, '' as term
      union all select 'SURNAME', unnest(${sql.param(surnames)}::text[])
      union all select 'GIVEN', unnest(${sql.param(given)}::text[])
    ) asked using (part, term)
  `);
  return new Map(rows.map(({ part, term, count }) => [`${part} ${term}`, count]));
}
