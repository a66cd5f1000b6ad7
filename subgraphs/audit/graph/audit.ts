import { z } from 'zod';
import type { AuditContext } from '../audit-context.ts';
import { readEntryProof } from '../asking/entry-proof.ts';
import type { EntryProof } from '../asking/entry-proof.ts';
import { sourceStates } from '../asking/source-state.ts';
import type { SourceState } from '../asking/source-state.ts';
import { addAgencyReply } from '../../kit/graph/agency-reply.ts';
import { mergeEntries } from '../pages/merge-entries.ts';
import type { EntryPage } from '../pages/merge-entries.ts';
import { nameClerks } from '../pages/name-clerks.ts';
import { reconcile } from '../reconcile/count-sides.ts';
import type { Reconciliation } from '../reconcile/count-sides.ts';
import { GAP_KINDS } from '../reconcile/find-gaps.ts';
import type { Gap, GapKind } from '../reconcile/find-gaps.ts';
import { receivedReplySchema } from '../witness/ask-directly.ts';
import { AuditRef } from './audit-ref.ts';
import type { AuditBuilder } from './builder.ts';
import { addEntry } from './entry.ts';
import { carriesAudit, readsAudit } from './rules.ts';

const representationSchema = z.looseObject({ request: z.string() });

/** Every field of the representation that has the form of a service's reply. */
function auditFrom(representation: unknown): AuditRef {
  const { request, ...fields } = representationSchema.parse(representation);
  const received = Object.entries(fields).flatMap(([source, value]) => {
    const reply = receivedReplySchema.safeParse(value);
    return reply.success ? [[source, reply.data] as const] : [];
  });
  return new AuditRef(request, Object.fromEntries(received));
}

/** For a field that every service's reply flows into. */
export const mergesReplies = { ...readsAudit, directives: { merges: { fields: 'status sealed' } } };

/** Adds `Audit`, which every service extends with what it gives of its own ledger. */
export function addAudit(builder: AuditBuilder) {
  const { status } = addAgencyReply(builder);
  const { entry, page } = addEntry(builder);
  const source = addSource(builder, status);
  const reconciliation = addReconciliation(builder);
  const proof = addProof(builder, entry);
  const Audit = builder.objectRef<AuditRef>('Audit').implement({
    description: 'One question put to the ledgers of all services.',
    fields: (t) => ({
      request: t.exposeID('request', { inaccessible: true }),
      entries: t.field({
        ...mergesReplies,
        ...{ type: page, nullable: true },
        resolve: async (audit, _args, context) =>
          namedPage(context, mergeEntries((await audit.findings(context)).sources)),
      }),
      sources: t.field({
        ...mergesReplies,
        ...{ type: [source], nullable: true },
        description: 'Who was asked, who has answered, and up to where each ledger is signed.',
        resolve: async (audit, _args, context) =>
          sourceStates(context, (await audit.findings(context)).sources),
      }),
      reconciliation: t.field({
        ...mergesReplies,
        ...{ type: reconciliation, nullable: true },
        description: 'What one service has of an inquiry and another lacks; of `reconcile` only.',
        resolve: async (audit, _args, context) => reconcile(context, await audit.findings(context)),
      }),
      proof: t.field({
        ...mergesReplies,
        ...{ type: proof, nullable: true },
        description: 'That an entry stands in its ledger; of `proof` only.',
        resolve: async (audit, _args, context) =>
          readEntryProof(context, (await audit.findings(context)).sources),
      }),
    }),
  });
  builder.asEntity(Audit, {
    key: builder.selection<{ request: string }>('request'),
    resolveReference: auditFrom,
  });
  return Audit;
}

async function namedPage({ db }: AuditContext, page: EntryPage): Promise<EntryPage> {
  const nodes = page.edges.map(({ node }) => node);
  const named = await nameClerks(db, nodes);
  return {
    ...page,
    edges: page.edges.map((edge, at) => ({ ...edge, node: named[at] ?? edge.node })),
  };
}

function addSource(
  builder: AuditBuilder,
  status: ReturnType<typeof addAgencyReply<AuditContext>>['status'],
) {
  return builder.objectRef<SourceState>('AuditSource').implement({
    ...carriesAudit,
    description: 'One service’s ledger, as far as it can be vouched for.',
    fields: (t) => ({
      code: t.exposeString('code'),
      status: t.expose('status', { type: status }),
      size: t.exposeFloat('size', { nullable: true, description: 'Entries that are signed.' }),
      lastEntryAt: t.expose('lastEntryAt', { type: 'DateTime', nullable: true }),
      checkpoint: t.exposeString('checkpoint', {
        nullable: true,
        description: 'A signed note (C2SP tlog-checkpoint).',
      }),
      fault: t.exposeString('fault', {
        nullable: true,
        description:
          'What was last found wrong with it: UNSIGNED, SHRUNK, INCONSISTENT or UNREADABLE.',
      }),
    }),
  });
}

function addReconciliation(builder: AuditBuilder) {
  // the keys of an object of ours
  const kinds = Object.keys(GAP_KINDS) as GapKind[];
  const kind = builder.enumType('AuditGapKind', {
    description: 'What is missing.',
    values: Object.fromEntries(kinds.map((name) => [name, { description: GAP_KINDS[name] }])),
  });
  const gap = builder.objectRef<Gap>('AuditGap').implement({
    ...carriesAudit,
    description: 'What one service has of an inquiry and another lacks.',
    fields: (t) => ({
      inquiry: t.exposeID('inquiry'),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => new Date(at) }),
      has: t.exposeString('has', { description: 'Code of the service that has something.' }),
      lacks: t.exposeString('lacks', { description: 'Code of the service that lacks it.' }),
      what: t.field({ type: kind, resolve: ({ what }) => what }),
    }),
  });
  return builder.objectRef<Reconciliation>('AuditReconciliation').implement({
    ...carriesAudit,
    description: 'What the court, the agencies and the hub have of the same inquiries.',
    fields: (t) => ({
      from: t.expose('from', { type: 'DateTime' }),
      to: t.expose('to', { type: 'DateTime' }),
      inquiries: t.exposeInt('inquiries', { description: 'How many were compared.' }),
      isComplete: t.exposeBoolean('isComplete', { description: 'Whether everybody was heard.' }),
      gaps: t.expose('gaps', { type: [gap] }),
    }),
  });
}

function addProof(builder: AuditBuilder, entry: ReturnType<typeof addEntry>['entry']) {
  return builder.objectRef<EntryProof>('AuditProof').implement({
    ...carriesAudit,
    description: 'That an entry stands in its ledger, verified here, to be verified by anybody.',
    fields: (t) => ({
      entry: t.expose('entry', { type: entry, nullable: true }),
      text: t.exposeString('text', { description: 'C2SP tlog-proof.' }),
      checkpoint: t.exposeString('checkpoint', { description: 'The one it is a proof for.' }),
    }),
  });
}
