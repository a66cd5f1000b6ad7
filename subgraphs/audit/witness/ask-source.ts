import { randomUUID } from 'node:crypto';
import type { AuditAsk, AuditReply } from '../../../schema/contract/audit.ts';
import { runAsk } from '../../kit/audit/run-ask.ts';
import { sealAuditRequest } from '../../kit/audit/seal-audit-request.ts';
import { openFinding } from '../asking/open-finding.ts';
import type { AuditWork } from '../audit-context.ts';

/** What a service gives, whoever carried it. */
export type Given = Pick<
  AuditReply,
  'entries' | 'hasMore' | 'next' | 'inquiries' | 'checkpoint' | 'consistency' | 'addresses'
>;

export type SourceAsk = {
  ask: AuditAsk;
  /** Who reads: a subject, or the service's own code where it follows. */
  actor: string;
  /** Size of the newest checkpoint seen; 0 for none. */
  seen: number;
};

/** Asks one service without the gateway; undefined when it is away. The hub's own ledger is read. */
export async function askSource(
  work: AuditWork,
  source: string,
  { ask, actor, seen }: SourceAsk,
): Promise<Given | undefined> {
  const { code, db, keys, now, askDirectly } = work;
  if (source === code) {
    return runAsk({ db, code, seen, persons: undefined, reasonOf: undefined }, ask);
  }
  const jti = randomUUID();
  const draft = { jti, actor, asks: { [source]: ask }, seen: { [source]: seen } };
  const text = await sealAuditRequest(draft, (await keys()).own, now());
  const finding = await openFinding(
    work,
    { source, ask, jti, seen },
    await askDirectly(source, text),
  );
  return finding.reply;
}
