import type { AuditAsk } from '../../../schema/contract/audit.ts';
import { ENTRIES_PER_PAGE } from '../../../schema/contract/audit.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { issueRequest } from '../asking/issue-request.ts';
import { inquirySources, sourcesOf } from '../asking/sources.ts';
import type { AuditContext } from '../audit-context.ts';
import { readCursor } from '../pages/page-cursor.ts';
import { widened } from '../reconcile/count-sides.ts';
import type { addAudit } from './audit.ts';
import { AuditRef } from './audit-ref.ts';
import type { AuditBuilder } from './builder.ts';
import { addFilter, filterFor, readFilter } from './filter.ts';
import type { FilterInput } from './filter.ts';
import { readsAudit } from './rules.ts';

const PAGE_SIZE = 50;
/** Of a page that is put together of all ledgers: how long it may be, and where it begins. */
export const FIRST = `${ENTRIES_PER_PAGE} at most.`;
export const AFTER =
  'A cursor of the page before; what was written since that question is not among what follows.';

/** Adds `audit`, `reconcile` and `proof`, each of which puts one question to the ledgers. */
export function addAuditQueries(builder: AuditBuilder, Audit: ReturnType<typeof addAudit>): void {
  const filter = addFilter(builder);
  builder.queryFields((t) => ({
    audit: t.field({
      ...readsAudit,
      ...{ type: Audit, nullable: true },
      description: 'Entries of all ledgers, newest first.',
      args: {
        filter: t.arg({ type: filter, description: 'All entries if left out.' }),
        first: t.arg.int({ defaultValue: PAGE_SIZE, description: FIRST }),
        after: t.arg.string({ description: AFTER }),
      },
      resolve: (_root, args, context) => askForPage(context, args),
    }),
    reconcile: t.field({
      ...readsAudit,
      ...{ type: Audit, nullable: true },
      description: 'Holds what all ledgers have of the inquiries of a period against each other.',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'From this instant on.' }),
        to: t.arg({ type: 'DateTime', required: true, description: 'Before this instant.' }),
      },
      resolve: (_root, { from, to }, context) => askForInquiries(context, from, to),
    }),
    proof: t.field({
      ...readsAudit,
      ...{ type: Audit, nullable: true },
      description: 'Proof that one entry stands in the ledger of a service.',
      args: {
        source: t.arg.string({ required: true, description: 'Code of the service.' }),
        index: t.arg.float({
          required: true,
          description: 'Its place in that ledger, from 0; whole.',
        }),
      },
      resolve: (_root, { source, index }, context) => askForProof(context, source, index),
    }),
  }));
}

export type PageArguments = {
  filter?: FilterInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
};

/** Asks every ledger for a page. @param outcome how the hub's own ledger tells of it */
export async function askForPage(
  context: AuditContext,
  args: PageArguments,
  outcome: 'PAGE' | 'ACCESS_REPORT' = 'PAGE',
): Promise<AuditRef> {
  const first = args.first ?? PAGE_SIZE;
  if (first < 1 || first > ENTRIES_PER_PAGE) throw badArgument('first', 'ENTRIES_PER_PAGE');
  const cursor = args.after ? readCursor(args.after) : undefined;
  const { filter, organisations, sought } = await readFilter(context, args.filter ?? {});
  const to = cursor?.to ?? filter.to ?? context.now().toISOString();
  // the hub and the registry know nobody's identifiers, so none are sealed to them
  const asked =
    sought === undefined
      ? await sourcesOf(context)
      : (await inquirySources(context)).filter((code) => code !== context.code);
  const asks = asked.map((code) => {
    const before = cursor?.before[code];
    const own = filterFor({ ...filter, to }, code, organisations);
    const ask = {
      ask: 'PAGE',
      filter: own,
      first,
      ...(before !== undefined && { before }),
    } as const;
    return [code, ask] as const;
  });
  const told = { ...filter, to, organisations, sought: sought === undefined ? undefined : true };
  const request = await issueRequest(context, {
    ...{ asks: Object.fromEntries(asks), sought, outcome },
    filter: Object.fromEntries(
      Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  });
  return new AuditRef(request);
}

async function askForInquiries(context: AuditContext, from: Date, to: Date): Promise<AuditRef> {
  if (from >= to) throw badArgument('to', 'NOT_LATER');
  const ask: AuditAsk = { ask: 'INQUIRIES', ...widened(from, to) };
  const sources = await inquirySources(context);
  const request = await issueRequest(context, {
    asks: Object.fromEntries(sources.map((code) => [code, ask])),
    filter: { from: from.toISOString(), to: to.toISOString() },
    outcome: 'RECONCILIATION',
  });
  return new AuditRef(request);
}

async function askForProof(
  context: AuditContext,
  source: string,
  index: number,
): Promise<AuditRef> {
  if (!(await sourcesOf(context)).includes(source)) throw badArgument('source', 'NOT_A_SOURCE');
  if (!Number.isSafeInteger(index) || index < 0) throw badArgument('index', 'NOT_AN_ID');
  const request = await issueRequest(context, {
    asks: { [source]: { ask: 'PROOF', index } },
    filter: { source, index },
    outcome: 'PROOF',
  });
  return new AuditRef(request);
}
