import { EVENTS } from '../../../schema/contract/events.ts';
import type { LookUpPage } from '../report/access-report.ts';
import { LOOK_UP_EVENTS } from '../report/look-ups.ts';
import type { LookUpEvent } from '../report/look-ups.ts';
import type { AuditBuilder } from './builder.ts';
import { carriesAudit } from './rules.ts';

/** Each with what the catalogue of events says of it. */
const LOOK_UP_VALUES = Object.fromEntries(
  LOOK_UP_EVENTS.map((event) => [event, { description: EVENTS[event].when }]),
) as Record<LookUpEvent, { description: string }>; // of each one

type Edge = LookUpPage['edges'][number];

/** Adds look-ups as the person they are about may know them, and a page of them. */
export function addLookUps(builder: AuditBuilder) {
  const lookUp = addLookUp(builder);
  const edge = builder.objectRef<Edge>('LookUpEdge').implement({
    ...carriesAudit,
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.expose('node', { type: lookUp }),
    }),
  });
  const pageInfo = builder.objectRef<LookUpPage['pageInfo']>('LookUpPageInfo').implement({
    fields: (t) => ({
      hasNextPage: t.exposeBoolean('hasNextPage'),
      endCursor: t.exposeString('endCursor', { nullable: true }),
    }),
  });
  return builder.objectRef<LookUpPage>('LookUpConnection').implement({
    ...carriesAudit,
    description: 'Look-ups of one person, newest first, without those that a judge has delayed.',
    fields: (t) => ({
      edges: t.expose('edges', { type: [edge] }),
      pageInfo: t.expose('pageInfo', { type: pageInfo }),
      missing: t.exposeStringList('missing', {
        description: 'Services that were not heard: what they know is not among these.',
      }),
    }),
  });
}

function addLookUp(builder: AuditBuilder) {
  const event = builder.enumType('LookUpEvent', {
    description: 'What was done with somebody’s data.',
    values: LOOK_UP_VALUES,
  });
  return builder.objectRef<Edge['node']>('LookUp').implement({
    ...carriesAudit,
    description: 'One look-up. Who it was is told as a role and an office, never as a name.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime' }),
      event: t.expose('event', { type: event }),
      source: t.exposeString('source', { description: 'Code of the agency or court.' }),
      court: t.exposeString('court', { description: 'The office that asked.' }),
      role: t.exposeString('role', {
        nullable: true,
        description: 'As what somebody there asked.',
      }),
      purpose: t.exposeString('purpose', { nullable: true }),
      caseNo: t.exposeString('caseNo', { nullable: true }),
      outcome: t.exposeString('outcome', {
        nullable: true,
        description:
          'What was answered, or which kind of contact was opened, as a code; never its contents.',
      }),
    }),
  });
}
