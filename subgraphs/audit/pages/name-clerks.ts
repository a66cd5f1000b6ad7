import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { AUDIT } from '../../kit/audit/answer-audit.ts';
import { GATEWAY } from '../../kit/channel/call-claims.ts';
import type { Database } from '../../kit/database/connect.ts';
import type { ShownEntry } from './shown-entry.ts';

/** Its ledger tells the subject beside the pseudonym that agencies are told. */
const COURT = 'court';

const askerRows = z.array(
  z.object({
    inquiry: z.string(),
    source: z.string(),
    actor: z.string(),
    pseudonym: z.string().nullable(),
  }),
);
type Asker = z.infer<typeof askerRows>[number];

/**
 * Entries of agencies with the subject of whoever asked: an agency knows a pseudonym, which the court's
 * own entry of the same inquiry names beside the subject. Where the court's is not known, whose inquiry
 * the hub says it routed. An entry that the court contradicts stays with its pseudonym.
 */
export async function nameClerks(
  db: Pick<Database, 'execute'>,
  entries: readonly ShownEntry[],
): Promise<ShownEntry[]> {
  const nameless = entries.filter(isOfAgency);
  const inquiries = new Set(nameless.flatMap(({ inquiry }) => inquiry ?? []));
  if (inquiries.size === 0) return [...entries];
  // what is on the same page may be newer than what was followed
  const told = [...entries.flatMap(askerOf), ...(await readAskers(db, [...inquiries]))];
  const byInquiry = Map.groupBy(told, ({ inquiry }) => inquiry);
  return entries.map((entry) =>
    isOfAgency(entry)
      ? { ...entry, subject: subjectOf(entry, byInquiry.get(entry.inquiry ?? '') ?? []) }
      : entry,
  );
}

/** Whether its actor is a pseudonym: of its own doing an agency writes its own code. */
function isOfAgency({ source, actor }: ShownEntry): boolean {
  return source !== COURT && source !== AUDIT && actor !== source;
}

function subjectOf({ actor }: ShownEntry, askers: readonly Asker[]): string | null {
  const [byCourt, byHub] = [COURT, AUDIT].map((code) =>
    askers.filter(({ source }) => source === code),
  );
  if (byCourt !== undefined && byCourt.length > 0)
    return byCourt.find(({ pseudonym }) => pseudonym === actor)?.actor ?? null;
  // the hub names itself where nobody has signed in
  return byHub?.find((asker) => asker.actor !== GATEWAY && asker.actor !== AUDIT)?.actor ?? null;
}

function askerOf({ source, event, inquiry, actor, detail }: ShownEntry): Asker[] {
  const isAsker =
    (source === COURT && event === 'INQUIRY_ASKED') ||
    (source === AUDIT && event === 'INQUIRY_ROUTED');
  if (!isAsker || inquiry === null) return [];
  const pseudonym = detail.find(({ name }) => name === 'pseudonym')?.value ?? null;
  return [{ inquiry, source, actor, pseudonym }];
}

async function readAskers(
  db: Pick<Database, 'execute'>,
  inquiries: readonly string[],
): Promise<Asker[]> {
  const rows = await db.execute(sql`
    select distinct inquiry, source, actor, detail ->> 'pseudonym' as pseudonym
    from followed_entry
    where inquiry = any(${sql.param([...inquiries])}::uuid[])
      and ((source = ${COURT} and event = 'INQUIRY_ASKED')
        or (source = ${AUDIT} and event = 'INQUIRY_ROUTED'))`);
  return askerRows.parse([...rows]);
}
