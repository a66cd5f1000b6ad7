import type { AuditFindings } from '../asking/audit-findings.ts';
import type { AuditContext } from '../audit-context.ts';
import { mergeEntries } from '../pages/merge-entries.ts';
import type { EntryPage } from '../pages/merge-entries.ts';
import { hideDelayed } from './hide-delayed.ts';
import { lookUpOf } from './look-ups.ts';
import type { LookUp } from './look-ups.ts';
import { openingTerms } from './opening-terms.ts';

/** Look-ups of one person, newest first. */
export type LookUpPage = {
  edges: { cursor: string; node: LookUp }[];
  pageInfo: EntryPage['pageInfo'];
  /** Codes of the services that were not heard: what they know is not among these. */
  missing: string[];
};

/**
 * What a person may know of who looked them up, as far as a page of the ledgers tells it; null for a
 * request that is about nobody. A page may be shorter than what was asked for.
 */
export async function accessReport(
  { db, now }: Pick<AuditContext, 'db' | 'now'>,
  { request, sources }: AuditFindings,
): Promise<LookUpPage | null> {
  if (request.sought === undefined) return null;
  const { edges, pageInfo } = mergeEntries(sources);
  const shown = await hideDelayed(
    db,
    now(),
    edges.map(({ node }) => node),
  );
  const visible = new Set(shown);
  const terms = await openingTerms(db, shown);
  return {
    edges: edges.flatMap(({ cursor, node }) => {
      const line = visible.has(node) ? lookUpOf(node, terms.get(node)) : undefined;
      return line === undefined ? [] : [{ cursor, node: line }];
    }),
    pageInfo,
    missing: sources.flatMap(({ code, status }) => (status === 'ANSWERED' ? [] : [code])),
  };
}
