import { eq } from 'drizzle-orm';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import type { Database } from '../../kit/database/connect.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { lastOfFirst } from '../../kit/graph/last-of-first.ts';
import { nullCursors } from '../../kit/graph/null-cursors.ts';
import { readRules } from '../alerts/alert-rules.ts';
import { listAlerts, loadAlerts } from '../alerts/load-alerts.ts';
import type { AlertFilter, AlertShape } from '../alerts/load-alerts.ts';
import { alert } from '../tables.ts';
import type { AlertTypes } from './alert.ts';
import type { AuditBuilder } from './builder.ts';
import { idArgument } from './decision-arguments.ts';
import { readsAudit } from './rules.ts';

const PAGE_SIZE = 1000;

/** Adds `alerts`, `alert` and `alertRules`. */
export function addAlertQueries(
  builder: AuditBuilder,
  { state, code, Alert, Rule }: AlertTypes,
): void {
  builder.queryFields((t) => ({
    alerts: t.connection({
      ...readsAudit,
      type: Alert,
      nullable: true,
      description:
        'What the rules found, the newest first: 20 where neither `first` nor `last` is given, 1,000 ' +
        'at most.',
      args: {
        state: t.arg({ type: state }),
        rule: t.arg({ type: code }),
        from: t.arg({ type: 'DateTime', description: 'Raised from this instant on.' }),
        to: t.arg({ type: 'DateTime', description: 'Raised before this instant.' }),
      },
      resolve: (_root, args, { db }) => pageOf(db, args),
    }),
    alert: t.field({
      ...readsAudit,
      type: Alert,
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, { db }) => {
        const [found] = await loadAlerts(db, eq(alert.id, idArgument(id, 'id')));
        return found ?? null;
      },
    }),
    alertRules: t.field({
      ...readsAudit,
      type: [Rule],
      nullable: true,
      description: 'What is watched for.',
      resolve: (_root, _args, { db }) => readRules(db),
    }),
  }));
}

type PageArguments = AlertFilter & {
  first?: number | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  after?: string | null | undefined;
};

function pageOf(db: Database, args: PageArguments) {
  for (const name of ['first', 'last'] as const) {
    const size = args[name];
    if (typeof size === 'number' && (size < 1 || size > PAGE_SIZE))
      throw badArgument(name, 'PAGE_SIZE');
  }
  if (args.from && args.to && args.from >= args.to) throw badArgument('to', 'NOT_LATER');
  return lastOfFirst(
    args,
    nullCursors(
      resolveCursorConnection<Promise<AlertShape[]>>(
        { args, toCursor: (one: AlertShape) => String(one.sequence), maxSize: PAGE_SIZE },
        ({ before, after, limit, inverted }) =>
          listAlerts(db, args, {
            ...{ limit, inverted },
            // an empty cursor stands for no place: pages without entries handed it out once
            ...(after && { olderThan: cursor(after, 'after') }),
            ...(before && { newerThan: cursor(before, 'before') }),
          }),
      ),
    ),
  );
}

function cursor(text: string, argument: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw badArgument(argument, 'NOT_A_CURSOR');
}
