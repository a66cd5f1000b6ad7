import { gt } from 'drizzle-orm';
import { buildSchema, parse, validate } from 'graphql';
import { operationCoordinates } from '../../../schema/compose/operation-coordinates.ts';
import type { TrustedDocument } from '../checks/check-documents.ts';
import type { KnownUse } from '../checks/known-use.ts';
import type { Executor } from '../release/released.ts';
import { operationUsage } from '../tables.ts';

const DAY = 24 * 60 * 60 * 1000;
/** For how long an operation counts as in use after it was last seen. */
export const USAGE_DAYS = 30;

/** What clients have sent within the last thirty days. */
export async function seenUses(db: Executor, now: Date): Promise<KnownUse[]> {
  const since = new Date(now.getTime() - USAGE_DAYS * DAY);
  const { client, operation, coordinates, lastSeenAt } = operationUsage;
  const rows = await db
    .select({ client, operation, coordinates })
    .from(operationUsage)
    .where(gt(lastSeenAt, since));
  return rows.map((row) => ({ ...row, coordinates: new Set(row.coordinates) }));
}

/** What our own clients may send at any time, as far as it fits what is served now. */
export function trustedUses(
  clientSdl: string,
  documents: readonly TrustedDocument[],
): { uses: KnownUse[]; fitting: TrustedDocument[] } {
  const schema = buildSchema(clientSdl);
  const fitting = documents.filter(({ text }) => validate(schema, parse(text)).length === 0);
  const uses = fitting.map(({ name, client, text }) => {
    const coordinates = new Set(operationCoordinates(schema, parse(text)));
    return { client, operation: name, coordinates };
  });
  return { uses, fitting };
}
