import { z } from 'zod';

/** The `typ` of the JWS over the body of a delivered alert. */
export const ALERT_TYP = 'relink-alert+jws';
/** The header with the JWS, detached (RFC 7515, appendix F). */
export const ALERT_SIGNATURE = 'relink-signature';

/** The body of a delivered alert. */
export const alertBodySchema = z.strictObject({
  version: z.literal(1),
  /** The same each time it is delivered; also in the header `idempotency-key`. */
  id: z.uuid(),
  /** Id of the alert in the graph. */
  alert: z.uuid(),
  /** Code of the rule. */
  rule: z.string(),
  raisedAt: z.iso.datetime(),
  /** Code of the service it is about. */
  service: z.string().optional(),
});

/** What becomes of an alert; it starts open. */
export const ALERT_STATES = ['OPEN', 'EXPLAINED', 'CONFIRMED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
