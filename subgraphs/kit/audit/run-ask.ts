import type { AuditAsk, AuditReply } from '../../../schema/contract/audit.ts';
import type { Database } from '../database/connect.ts';
import { readBody } from '../ledger/entry.ts';
import type { LedgerBody } from '../ledger/entry.ts';
import { createNodeReader } from '../ledger/node-store.ts';
import { proveEntry } from '../ledger/prove-entry.ts';
import { readNewestCheckpoint } from '../ledger/sign-checkpoint.ts';
import type { StoredCheckpoint } from '../ledger/sign-checkpoint.ts';
import { readConsistencyProof } from '../ledger/tree.ts';
import { countInquiries } from './count-inquiries.ts';
import { followEntries } from './follow-entries.ts';
import { readPage } from './read-page.ts';
import type { EntryPage } from './read-page.ts';

/** Stated reasons by index, where a service keeps them apart from its ledger. */
export type ReasonOf = (bodies: readonly LedgerBody[]) => Promise<ReadonlyMap<number, string>>;

/** What a reply says beside who says it to whom. */
export type AuditFindings = Omit<
  AuditReply,
  'iss' | 'aud' | 'iat' | 'exp' | 'jti' | 'request' | 'addresses'
>;

export type AskedLedger = {
  db: Database;
  /** Of the service. */
  code: string;
  /** Names that the person sought may have here. */
  persons: readonly Uint8Array[] | undefined;
  /** Size of the newest checkpoint that whoever asks has seen. */
  seen: number;
  reasonOf: ReasonOf | undefined;
};

/**
 * Reads what is asked for, with the newest checkpoint and the proof that it continues the one seen.
 * A ledger shorter than that gives no proof, which is what whoever asks must hear.
 */
export async function runAsk(ledger: AskedLedger, ask: AuditAsk): Promise<AuditFindings> {
  const { db, seen } = ledger;
  // before the entries: what it covers of them is among them
  const newest = await readNewestCheckpoint(db);
  const signed = newest === undefined ? {} : await vouchFor(db, newest, seen);
  return { ...(await find(ledger, ask)), ...signed };
}

async function find(ledger: AskedLedger, ask: AuditAsk): Promise<AuditFindings> {
  const { db } = ledger;
  switch (ask.ask) {
    case 'PAGE':
      return withReasons(await readPage(db, ask, ledger), ledger.reasonOf);
    case 'FOLLOW': {
      const { next, ...page } = await followEntries(db, ask);
      return { ...(await withReasons(page, undefined)), next };
    }
    case 'INQUIRIES':
      return countInquiries(db, ask);
    case 'PROOF': {
      const proof = await proveEntry(db, ask.index);
      return proof === undefined ? {} : { proof };
    }
    case 'CHECKPOINT':
      return {};
  }
}

async function withReasons(
  { bodies, hasMore }: EntryPage,
  reasonOf: ReasonOf | undefined,
): Promise<AuditFindings> {
  if (reasonOf === undefined) return { entries: bodies.map((body) => ({ body })), hasMore };
  const read = bodies.map((body) => readBody(body));
  const reasons = await reasonOf(read.filter((body) => body !== undefined));
  const entries = bodies.map((body, at) => {
    const reason = reasons.get(read[at]?.index ?? -1);
    return reason === undefined ? { body } : { body, reason };
  });
  return { entries, hasMore };
}

async function vouchFor(
  db: Database,
  { size, note }: StoredCheckpoint,
  seen: number,
): Promise<AuditFindings> {
  if (seen < 1 || seen > size) return { checkpoint: note };
  const nodes = await readConsistencyProof(createNodeReader(db), seen, size);
  const consistency = nodes.map((node) => Buffer.from(node).toString('base64'));
  return { checkpoint: note, consistency };
}
