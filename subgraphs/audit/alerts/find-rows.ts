import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../kit/database/connect.ts';
import type { Finding } from './finding.ts';

const findingRows = z.array(
  z.object({
    key: z.string(),
    round: z.int().default(0),
    at: z.string().transform((text) => new Date(text)),
    actor: z.string().nullish(),
    service: z.string().nullish(),
    caseNo: z.string().nullish(),
    inquiry: z.string().nullish(),
    detail: z.record(z.string(), z.json()),
  }),
);

/**
 * The findings that a statement selects.
 *
 * @param statement its columns are the members of a finding; those left out are unknown
 */
export async function findRows(db: Pick<Database, 'execute'>, statement: SQL): Promise<Finding[]> {
  const rows = await db.execute(statement);
  return findingRows.parse([...rows]).map((row) => ({
    ...{ key: row.key, round: row.round, at: row.at, detail: row.detail },
    ...{ actor: row.actor ?? undefined, service: row.service ?? undefined },
    ...{ caseNo: row.caseNo ?? undefined, inquiry: row.inquiry ?? undefined },
  }));
}
