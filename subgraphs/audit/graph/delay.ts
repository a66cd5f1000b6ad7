import { badArgument } from '../../kit/graph/graph-error.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { delayDisclosure } from '../delays/delay-disclosure.ts';
import type { Delayed } from '../delays/delay-disclosure.ts';
import { delaysInForce } from '../delays/delays-in-force.ts';
import type { DelayShape } from '../delays/delays-in-force.ts';
import { endDelay } from '../delays/end-delay.ts';
import type { AuditBuilder } from './builder.ts';
import { caseNoArgument, idArgument } from './decision-arguments.ts';
import { ordersDelays } from './rules.ts';

/** Adds `DisclosureDelay`, `disclosureDelays`, `delayDisclosure` and `endDelay`. */
export function addDelays(builder: AuditBuilder): void {
  const Delay = addDelay(builder);
  builder.queryField('disclosureDelays', (t) =>
    t.field({
      ...ordersDelays,
      type: [Delay],
      nullable: true,
      description: 'The delays that hold now.',
      resolve: (_root, _args, { db, now }) => delaysInForce(db, now()),
    }),
  );
  builder.mutationFields((t) => ({
    delayDisclosure: t.field({
      ...ordersDelays,
      type: Delay,
      nullable: true,
      description:
        'Orders that a person who asks who looked them up is not told of this before a day, at most ' +
        'a year from now. The reason is recorded.',
      args: {
        inquiry: t.arg.id({ description: 'Either one inquiry,' }),
        caseNo: t.arg.string({ description: 'or all of one case.' }),
        until: t.arg({
          type: 'Date',
          required: true,
          description: 'The first day, in China, on which the person is told.',
        }),
        reason: t.arg.string({ required: true }),
      },
      resolve: (_root, { until, reason, ...what }, audit) =>
        delayDisclosure(audit, signedIn(audit.caller).subject, {
          ...{ ...delayed(what), until, reason: reasonArgument(reason) },
        }),
    }),
    endDelay: t.field({
      ...ordersDelays,
      type: Delay,
      nullable: true,
      description: 'Ends a delay before its day. The reason is recorded.',
      args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
      resolve: (_root, { id, reason }, audit) =>
        endDelay(audit, signedIn(audit.caller).subject, {
          ...{ id: idArgument(id, 'id'), reason: reasonArgument(reason) },
        }),
    }),
  }));
}

function addDelay(builder: AuditBuilder) {
  return builder.objectRef<DelayShape>('DisclosureDelay').implement({
    description: 'An order that a person is not told of a look-up yet.',
    fields: (t) => ({
      id: t.exposeID('id'),
      inquiry: t.exposeID('inquiry', { nullable: true }),
      caseNo: t.exposeString('caseNo', { nullable: true }),
      reason: t.exposeString('reason'),
      until: t.expose('until', { type: 'Date' }),
      orderedBy: t.exposeString('orderedBy', { description: 'The subject of the judge.' }),
      orderedAt: t.expose('orderedAt', { type: 'DateTime' }),
    }),
  });
}

type Named = { inquiry?: string | null | undefined; caseNo?: string | null | undefined };

/** @throws GraphQLError BAD_USER_INPUT unless exactly one of them is given. */
function delayed({ inquiry, caseNo }: Named): Delayed {
  if (typeof inquiry === 'string' && typeof caseNo !== 'string')
    return { inquiry: idArgument(inquiry, 'inquiry') };
  if (typeof caseNo === 'string' && typeof inquiry !== 'string')
    return { caseNo: caseNoArgument(caseNo) };
  throw badArgument('inquiry', 'ONE_OF_TWO');
}
