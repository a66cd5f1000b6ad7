import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { ALERT_STATES } from '../../schema/contract/alert.ts';

const said = z.string().nullable();
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: said });
const source = z.object({ code: z.string(), status: z.string() });

const entry = z.object({
  source: z.string(),
  index: z.number(),
  at: z.string(),
  event: z.string(),
  actor: z.string(),
  subject: said,
  inquiry: said,
  caseNo: said,
  purpose: said,
  outcome: said,
  reason: said,
});
export type Entry = z.infer<typeof entry>;

const lookUp = z.object({
  at: z.string(),
  event: z.string(),
  source: z.string(),
  court: z.string(),
  role: said,
  purpose: said,
  caseNo: said,
  outcome: said,
});
export type LookUp = z.infer<typeof lookUp>;

const alert = z.object({
  id: z.string(),
  rule: z.string(),
  state: z.enum(ALERT_STATES),
  raisedAt: z.string(),
  at: z.string(),
  actor: said,
  service: said,
  caseNo: said,
  inquiry: said,
  detail: z.string(),
  trail: z.array(z.object({ at: z.string(), actor: z.string(), state: z.string(), reason: said })),
});
export type Alert = z.infer<typeof alert>;

const gap = z.object({
  inquiry: z.string(),
  at: z.string(),
  has: z.string(),
  lacks: z.string(),
  what: z.string(),
});

export const searchShape = z.object({
  audit: present(
    z.object({
      entries: present(z.object({ edges: z.array(z.object({ node: entry })), pageInfo })),
      sources: present(z.array(source)),
    }),
  ),
});
export const reportShape = z.object({
  accessReport: present(
    z.object({
      lookUps: present(
        z.object({
          edges: z.array(z.object({ node: lookUp })),
          pageInfo,
          missing: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export const reconcileShape = z.object({
  reconcile: present(
    z.object({
      reconciliation: present(
        z.object({
          inquiries: z.int(),
          isComplete: z.boolean(),
          gaps: z.array(gap),
        }),
      ),
      sources: present(z.array(source)),
    }),
  ),
});
export const proofShape = z.object({
  proof: present(
    z.object({
      proof: z
        .object({ entry: entry.nullable(), text: z.string(), checkpoint: z.string() })
        .nullable(),
    }),
  ),
});
export const alertsShape = z.object({
  alerts: present(z.object({ edges: z.array(z.object({ node: alert })) })),
});
export const alertShape = z.object({ alert: alert.nullable() });
export const explainedShape = z.object({ explainAlert: present(alert) });
export const confirmedShape = z.object({ confirmAlert: present(alert) });
