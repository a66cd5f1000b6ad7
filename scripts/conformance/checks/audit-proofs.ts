import { setTimeout } from 'node:timers/promises';
import { openCheckpoint } from '../../../subgraphs/kit/ledger/checkpoint.ts';
import type { Checkpoint } from '../../../subgraphs/kit/ledger/checkpoint.ts';
import { identityOf } from '../../../subgraphs/kit/ledger/identity-of.ts';
import { verifyConsistency } from '../../../subgraphs/kit/ledger/merkle.ts';
import { verifyEntryProof } from '../../../subgraphs/kit/ledger/prove-entry.ts';
import type { AuditAsk, AuditReply } from '../../../schema/contract/audit.ts';
import type { Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { pageOf, putAudit } from '../put-audit.ts';

/** A checkpoint is to be signed within a second; a slow machine may take its time. */
const ATTEMPTS = 40;
const EVERY = 250;

/** The agency proves one of its entries, by a checkpoint that it signed. */
export async function mustProve(suite: Suite, inquiry: string): Promise<void> {
  const { reply, entries } = await putAudit(suite, pageOf([inquiry]));
  const [index, body] = [entries[0]?.index ?? 0, reply.entries?.[0]?.body];
  await coveringCheckpoint(suite, index);
  const { proof } = (await putAudit(suite, { ask: 'PROOF', index })).reply;
  must(proof !== undefined, 'there is no proof of an entry that a checkpoint covers');
  const verdict = verifyEntryProof(proof, ledgerOf(suite));
  must(verdict.ok, `the proof does not hold: ${verdict.ok ? '' : verdict.problem}`);
  must(verdict.index === index, `it proves the entry ${String(verdict.index)}`);
  must(verdict.entry === body, 'what it proves is another text than the page gave');
  const none = { ask: 'PROOF', index: verdict.size + 1_000_000 } as const;
  const beyond = (await putAudit(suite, none)).reply;
  must(beyond.proof === undefined, 'it proves an entry that is not there');
}

/** The newest checkpoint continues the one that was seen before. */
export async function mustContinue(suite: Suite, ask: () => Promise<unknown>): Promise<void> {
  const first = await coveringCheckpoint(suite, 0);
  await ask();
  const { reply, checkpoint } = await waitFor(suite, first.size, first.size);
  const nodes = (reply.consistency ?? []).map((node) => Buffer.from(node, 'base64'));
  const claim = { size1: first.size, size2: checkpoint.size };
  const roots = { root1: first.root, root2: checkpoint.root };
  const holds = verifyConsistency({ ...claim, ...roots, proof: nodes });
  must(holds, 'the proof that the newest checkpoint continues the one seen does not hold');
}

/** The agency counts an inquiry once, with all that it has of it. */
export async function mustCount(suite: Suite, inquiry: string, parties: number): Promise<void> {
  const { entries } = await putAudit(suite, pageOf([inquiry]));
  const at = Date.parse(entries[0]?.at ?? '');
  const instant = (offset: number) => new Date(at + offset).toISOString();
  const within = { ask: 'INQUIRIES', from: instant(-1000), to: instant(1000) } as const;
  const counted = (await putAudit(suite, within)).reply.inquiries;
  const own = counted?.filter((one) => one.inquiry === inquiry) ?? [];
  must(own.length === 1, `the inquiry stands there ${String(own.length)} times`);
  const events = JSON.stringify(own[0]?.events);
  const expected = JSON.stringify({ INQUIRY_ANSWERED: parties });
  must(events === expected, `it is counted as ${events}, not ${expected}`);
  const before = { ...within, from: instant(-3_600_000), to: instant(-1000) };
  const earlier = (await putAudit(suite, before)).reply.inquiries ?? [];
  must(!earlier.some((one) => one.inquiry === inquiry), 'it is of an earlier hour as well');
}

function ledgerOf({ agency }: Suite) {
  return identityOf(agency.code, agency.jwks.keys);
}

async function coveringCheckpoint(suite: Suite, index: number): Promise<Checkpoint> {
  return (await waitFor(suite, index, 0)).checkpoint;
}

/** Asks until the newest checkpoint covers the entry of this index. */
async function waitFor(
  suite: Suite,
  index: number,
  seen: number,
): Promise<{ reply: AuditReply; checkpoint: Checkpoint }> {
  const ask: AuditAsk = { ask: 'CHECKPOINT' };
  for (let asked = 0; asked < ATTEMPTS; asked += 1) {
    if (asked > 0) await setTimeout(EVERY);
    const { reply } = await putAudit(suite, ask, { seen });
    if (reply.checkpoint === undefined) continue;
    const opened = openCheckpoint(reply.checkpoint, ledgerOf(suite));
    must(opened.ok, `its checkpoint is refused: ${opened.ok ? '' : opened.problem}`);
    if (opened.checkpoint.size > index) return { reply, checkpoint: opened.checkpoint };
  }
  must(false, `no checkpoint covers entry ${String(index)} after some ten seconds`);
}
