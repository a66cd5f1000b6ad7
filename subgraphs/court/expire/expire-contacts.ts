import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { lockKey } from '../../kit/database/lock-key.ts';
import { appendEntries } from '../../kit/ledger/append-entries.ts';
import type { ServiceEntry } from '../../kit/ledger/service-ledger.ts';
import { COURT_CODE } from '../court-code.ts';
import { recordAct } from '../authority/record-act.ts';
import { KEPT_FOR_DAYS } from '../repairs/kept-for-days.ts';

/** How many rows of each kind were deleted, or blanked in the case of representatives and of left out phones. */
export type Expired = {
  contacts: number;
  /** Names of legal representatives. */
  representatives: number;
  /** Repairs whose left out phones were blanked. */
  leftOut: number;
  /** What was remembered of parties while an inquiry was under way. */
  entries: number;
  /** Proofs of possession that no verifier would take any more. */
  proofs: number;
};

type Kind = keyof Expired;

/** Rows of each kind deleted in one transaction. */
const BATCH = 1000;

/**
 * Deletes for good what the court may keep no longer: contacts past their day or of cases that
 * ended, and what else of that kind there is. In batches, each a transaction that records what it
 * deleted; while another process is at it, this one leaves off.
 *
 * @returns what was deleted here
 */
export async function expireContacts(
  db: Pick<Database, 'transaction'>,
  now: Date,
  batchSize: number = BATCH,
): Promise<Expired> {
  const total: Expired = { contacts: 0, representatives: 0, leftOut: 0, entries: 0, proofs: 0 };
  for (;;) {
    const batch = await expireBatch(db, now, batchSize);
    if (batch === undefined) return total;
    for (const kind of KINDS) total[kind] += batch[kind];
    if (KINDS.every((kind) => batch[kind] < batchSize)) return total;
  }
}

/** One batch of each kind; undefined while somebody else deletes. */
async function expireBatch(
  db: Pick<Database, 'transaction'>,
  now: Date,
  size: number,
): Promise<Expired | undefined> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${lockKey('expire')}::bigint) as mine`,
    );
    if (lock?.mine !== true) return undefined;
    const at = sql`${now.toISOString()}::timestamptz`;
    const count = async (kind: Kind): Promise<number> =>
      (await tx.execute(STATEMENTS[kind](at, size))).count;
    const contacts = await count('contacts');
    const representatives = await count('representatives');
    const leftOut = await count('leftOut');
    const entries = await count('entries');
    const proofs = await count('proofs');
    if (contacts + representatives + leftOut + entries > 0) {
      const detail = { contacts, representatives, leftOut, entries };
      const act = await recordAct(tx, undefined, { kind: 'EXPIRE_CONTACTS', detail });
      await appendEntries(tx, [expiredEntry(contacts, act, now)]);
    }
    return { contacts, representatives, leftOut, entries, proofs };
  });
}

function expiredEntry(contacts: number, act: string, at: Date): ServiceEntry {
  return { at, event: 'CONTACTS_EXPIRED', actor: COURT_CODE, detail: { contacts, act } };
}

const ENDED_REPAIRS = sql`select r.id from court_case c
  join party p on p.case_id = c.id join repair r on r.party_id = p.id where c.status <> 'LIVE'`;

type Statement = (at: SQL, size: number) => SQL;

/** Of a column of repairs, what stands there longer than contacts are kept. */
function blank(column: SQL): Statement {
  return (at, size) => sql`
    update repair set ${column} = null where id in (
      select id from repair where ${column} is not null
        and (settled_at <= ${at} - make_interval(days => ${KEPT_FOR_DAYS})
          or id in (${ENDED_REPAIRS}))
      limit ${size})`;
}

const STATEMENTS: Readonly<Record<Kind, Statement>> = {
  contacts: (at, size) => sql`
    delete from contact where id in (
      (select id from contact where expires_at <= ${at} limit ${size})
      union
      (select id from contact where repair_id in (${ENDED_REPAIRS}) limit ${size})
      limit ${size})`,
  representatives: blank(sql`legal_representative`),
  leftOut: blank(sql`left_out`),
  entries: (at, size) => sql`
    delete from inquiry_party where (inquiry_id, repair_id) in (
      select e.inquiry_id, e.repair_id from inquiry_party e
        join inquiry i on i.id = e.inquiry_id
        where i.expires_at <= ${at} or e.repair_id in (${ENDED_REPAIRS})
      limit ${size})`,
  proofs: (at, size) => sql`
    delete from seen_proof where id in (
      select id from seen_proof where expires_at <= ${at} limit ${size})`,
};

/** The entries of `STATEMENTS` are exactly the kinds; Object.keys forgets their names. */
const KINDS = Object.keys(STATEMENTS) as Kind[];
