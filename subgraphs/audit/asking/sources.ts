import { REGISTRY } from '../../../schema/contract/publication.ts';
import { GATEWAY } from '../../kit/channel/call-claims.ts';
import type { AuditContext } from '../audit-context.ts';

/** Parties whose keys are pinned but whose ledger is the hub's, kept here. */
const WITHOUT_LEDGER: ReadonlySet<string> = new Set([GATEWAY]);

/** Codes of the services that keep a ledger: those whose keys are accepted, and this one. */
export async function sourcesOf({
  keys,
  code,
}: Pick<AuditContext, 'keys' | 'code'>): Promise<string[]> {
  const { pinned } = await keys();
  const others = [...pinned.keys()].filter((one) => !WITHOUT_LEDGER.has(one) && one !== code);
  return [...others, code].sort();
}

/** Those of them that may have entries of inquiries: the registry has to do with schemas alone. */
export async function inquirySources(work: Pick<AuditContext, 'keys' | 'code'>): Promise<string[]> {
  return (await sourcesOf(work)).filter((code) => code !== REGISTRY);
}
