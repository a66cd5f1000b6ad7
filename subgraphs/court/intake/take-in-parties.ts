import { createHash, randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { physicalLines } from '../../kit/csv/physical-lines.ts';
import type { Database } from '../../kit/database/connect.ts';
import {
  agencyAnswer,
  conflictOfInterest,
  contact,
  courtCase,
  party,
  partyList,
  partyListEntry,
  repair,
} from '../tables.ts';
import type { Vault } from '../vault/vault.ts';
import type { PartyRow } from './read-parties.ts';
import { indexParty } from './index-party.ts';

export type IntakeCounts = { added: number; changed: number; unchanged: number };

/** One transaction: a list is taken in whole or not at all. */
type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Stores parties sealed, opens a repair for each, and keeps the list in its order. The same list
 * twice changes nothing; a party whose elements changed is asked about anew.
 */
export async function takeInParties(
  db: Pick<Database, 'transaction'>,
  vault: Vault,
  listDigest: Buffer,
  chunks: AsyncIterable<PartyRow[]>,
): Promise<IntakeCounts & { listId: string }> {
  return db.transaction(async (tx) => {
    const listId = await openList(tx, vault.index('list', listDigest.toString('hex')));
    const counts: IntakeCounts = { added: 0, changed: 0, unchanged: 0 };
    for await (const rows of chunks) await takeInChunk(tx, vault, listId, rows, counts);
    return { listId, ...counts };
  });
}

/** SHA-256 of a list's bytes, read as a stream. @throws CsvError when it cannot be read as lines */
export async function digestOfFile(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  const lines = physicalLines(file, (chunk) => hash.update(chunk));
  for await (const _block of lines);
  return hash.digest();
}

async function openList(tx: Transaction, digest: Buffer): Promise<string> {
  const id = randomUUID();
  await tx.insert(partyList).values({ id, digest }).onConflictDoNothing();
  const found = await tx
    .select({ id: partyList.id })
    .from(partyList)
    .where(eq(partyList.digest, digest));
  return found[0]?.id ?? id;
}

async function takeInChunk(
  tx: Transaction,
  vault: Vault,
  listId: string,
  rows: PartyRow[],
  counts: IntakeCounts,
): Promise<void> {
  if (rows.length === 0) return;
  const caseIds = await storeCases(tx, rows);
  const sealed = rows.map((row) => sealRow(vault, caseIds, row));
  const partyIds = await storeParties(tx, sealed, counts);
  await tx
    .insert(partyListEntry)
    .values(
      sealed.map(({ caseId, partyRef, typedIndex }, at) => ({
        ...{ listId, typedIndex },
        line: rows[at]?.line ?? 0,
        partyId: partyIds.get(`${caseId}\0${partyRef}`) ?? '',
      })),
    )
    .onConflictDoUpdate({
      target: [partyListEntry.listId, partyListEntry.line],
      set: { typedIndex: sql`excluded.typed_index` },
    });
}

async function storeCases(tx: Transaction, rows: PartyRow[]): Promise<Map<string, string>> {
  const caseNos = [...new Set(rows.map((row) => row.caseNo))];
  await tx
    .insert(courtCase)
    .values(caseNos.map((caseNo) => ({ id: randomUUID(), caseNo })))
    .onConflictDoNothing();
  const stored = await tx.select().from(courtCase).where(inArray(courtCase.caseNo, caseNos));
  return new Map(stored.map(({ id, caseNo }) => [caseNo, id]));
}

function sealRow(vault: Vault, caseIds: Map<string, string>, row: PartyRow) {
  const caseId = caseIds.get(row.caseNo) ?? '';
  return {
    id: randomUUID(),
    caseId,
    partyRef: row.partyRef,
    role: row.role,
    partyType: row.typed.partyType,
    typed: vault.seal(`party:${caseId}:${row.partyRef}`, row.typed),
    ...indexParty(vault, row.typed),
  };
}

async function storeParties(
  tx: Transaction,
  rows: ReturnType<typeof sealRow>[],
  counts: IntakeCounts,
): Promise<Map<string, string>> {
  const written = await tx
    .insert(party)
    .values(rows)
    .onConflictDoUpdate({
      target: [party.caseId, party.partyRef],
      set: {
        role: sql`excluded.role`,
        partyType: sql`excluded.party_type`,
        typed: sql`excluded.typed`,
        nameIndex: sql`excluded.name_index`,
        idIndex: sql`excluded.id_index`,
        phoneIndex: sql`excluded.phone_index`,
        addressIndex: sql`excluded.address_index`,
        typedIndex: sql`excluded.typed_index`,
      },
      setWhere: sql`${party.typedIndex} <> excluded.typed_index or ${party.role} <> excluded.role`,
    })
    .returning({ id: party.id });
  const added = written.length === 0 ? 0 : await openRepairs(tx, written);
  counts.added += added;
  counts.changed += written.length - added;
  counts.unchanged += rows.length - written.length;
  return idsOf(tx, rows);
}

/**
 * Opens a repair for each party, anew where there was one: what was found of a party who was written
 * otherwise, and what a clerk had in common with them, counts no more.
 *
 * @returns how many parties are new.
 */
async function openRepairs(tx: Transaction, parties: { id: string }[]): Promise<number> {
  const opened = await tx
    .insert(repair)
    .values(parties.map(({ id }) => ({ id: randomUUID(), partyId: id })))
    .onConflictDoUpdate({
      target: repair.partyId,
      set: {
        ...{ status: 'OPEN', flags: [], problems: [], inquiryId: null, settledBy: null },
        ...{ asOf: null, settledAt: null, legalRepresentative: null, leftOut: null },
      },
    })
    .returning({ id: repair.id, fresh: sql<boolean>`xmax = 0` });
  const again = opened.filter(({ fresh }) => !fresh).map(({ id }) => id);
  if (again.length > 0) {
    await tx.delete(contact).where(inArray(contact.repairId, again));
    await tx.delete(agencyAnswer).where(inArray(agencyAnswer.repairId, again));
    await tx.delete(conflictOfInterest).where(inArray(conflictOfInterest.repairId, again));
  }
  return opened.length - again.length;
}

async function idsOf(
  tx: Transaction,
  rows: { caseId: string; partyRef: string }[],
): Promise<Map<string, string>> {
  const cases = [...new Set(rows.map((row) => row.caseId))];
  // of a case with very many parties those alone that are asked for: this is done for every chunk
  const refs = [...new Set(rows.map((row) => row.partyRef))];
  const stored = await tx
    .select({ id: party.id, caseId: party.caseId, partyRef: party.partyRef })
    .from(party)
    .where(and(inArray(party.caseId, cases), inArray(party.partyRef, refs)));
  return new Map(stored.map((row) => [`${row.caseId}\0${row.partyRef}`, row.id]));
}
