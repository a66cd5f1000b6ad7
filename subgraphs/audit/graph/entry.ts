import type { EntryPage } from '../pages/merge-entries.ts';
import type { ShownEntry } from '../pages/shown-entry.ts';
import type { AuditBuilder } from './builder.ts';
import { carriesAudit } from './rules.ts';

type EntryRef = ReturnType<typeof addEntryType>;

/** Adds entries as people see them, and a page of them. */
export function addEntry(builder: AuditBuilder) {
  const entry = addEntryType(builder);
  return { entry, page: addPage(builder, entry) };
}

function addEntryType(builder: AuditBuilder) {
  const detail = builder.objectRef<ShownEntry['detail'][number]>('AuditDetail').implement({
    ...carriesAudit,
    description: 'One member of what an entry says besides; `auditEvents` tells its meaning.',
    fields: (t) => ({
      member: t.exposeString('name'),
      says: t.exposeString('value', { description: 'A text, or JSON of anything else.' }),
    }),
  });
  return builder.objectRef<ShownEntry>('AuditEntry').implement({
    ...carriesAudit,
    description: 'One thing that was done or refused, as it stands in the ledger of `source`.',
    fields: (t) => ({
      source: t.exposeString('source', { description: 'Code of the service.' }),
      index: t.exposeFloat('index', { description: 'Its place in that ledger, from 0; whole.' }),
      at: t.expose('at', { type: 'DateTime' }),
      event: t.exposeString('event'),
      actor: t.exposeString('actor', {
        description: 'A subject; at an agency the pseudonym that the court has told it.',
      }),
      subject: t.exposeString('subject', {
        nullable: true,
        description:
          'Whose pseudonym `actor` is, where the court’s entry of the same inquiry names it, or ' +
          'else the hub’s. Null where nobody does, and where `actor` is a subject itself.',
      }),
      inquiry: t.exposeID('inquiry', { nullable: true }),
      caseNo: t.exposeString('caseNo', { nullable: true }),
      purpose: t.exposeString('purpose', { nullable: true }),
      outcome: t.exposeString('outcome', { nullable: true }),
      reason: t.exposeString('reason', { nullable: true, description: 'As it was typed.' }),
      detail: t.expose('detail', { type: [detail] }),
      personPseudonym: t.exposeString('personPseudonym', {
        nullable: true,
        description: 'The same for the same person within one source, and told by nobody else.',
      }),
    }),
  });
}

function addPage(builder: AuditBuilder, entry: EntryRef) {
  const edge = builder.objectRef<EntryPage['edges'][number]>('AuditEntryEdge').implement({
    ...carriesAudit,
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.expose('node', { type: entry }),
    }),
  });
  const pageInfo = builder.objectRef<EntryPage['pageInfo']>('AuditPageInfo').implement({
    fields: (t) => ({
      hasNextPage: t.exposeBoolean('hasNextPage'),
      endCursor: t.exposeString('endCursor', { nullable: true }),
    }),
  });
  return builder.objectRef<EntryPage>('AuditEntryConnection').implement({
    description: 'Entries of all sources, newest first.',
    fields: (t) => ({
      edges: t.expose('edges', { type: [edge] }),
      pageInfo: t.expose('pageInfo', { type: pageInfo }),
    }),
  });
}
