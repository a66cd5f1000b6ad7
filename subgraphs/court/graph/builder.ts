import type { AuditedContext } from '../../kit/audit/audit-field.ts';
import { createBuilder } from '../../kit/graph/create-builder.ts';
import type { CourtContext } from '../court-context.ts';

export type CourtBuilder = ReturnType<typeof createCourtBuilder>;

export function createCourtBuilder() {
  return createBuilder<CourtContext & AuditedContext>();
}
