import { LOOK_UP_EVENTS } from '../report/look-ups.ts';
import { accessReport } from '../report/access-report.ts';
import { mergesReplies } from './audit.ts';
import type { addAudit } from './audit.ts';
import { AFTER, FIRST, askForPage } from './audit-queries.ts';
import type { AuditBuilder } from './builder.ts';
import { addLookUps } from './look-ups.ts';
import { readsAudit } from './rules.ts';

/** Adds `accessReport`: the ledgers' question for a person who asks who looked them up (PIPL 45). */
export function addAccessReport(builder: AuditBuilder, Audit: ReturnType<typeof addAudit>): void {
  const lookUps = addLookUps(builder);
  builder.objectField(Audit, 'lookUps', (t) =>
    t.field({
      ...mergesReplies,
      ...{ type: lookUps, nullable: true },
      description: 'Who looked the person up, as the person may be told; of `accessReport` only.',
      resolve: async (audit, _args, context) =>
        accessReport(context, await audit.findings(context)),
    }),
  );
  builder.queryField('accessReport', (t) =>
    t.field({
      ...readsAudit,
      ...{ type: Audit, nullable: true },
      description: 'Who looked a person up, for that person; read `lookUps` of it.',
      args: {
        sought: t.arg.string({
          required: true,
          description: 'An identifier sealed to `auditKeys`; never in the clear.',
        }),
        first: t.arg.int({ defaultValue: 50, description: FIRST }),
        after: t.arg.string({ description: AFTER }),
      },
      resolve: (_root, { sought, first, after }, context) =>
        askForPage(
          context,
          { filter: { sought, events: LOOK_UP_EVENTS }, first, after },
          'ACCESS_REPORT',
        ),
    }),
  );
}
