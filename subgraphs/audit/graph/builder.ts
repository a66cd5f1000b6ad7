import { createBuilder } from '../../kit/graph/create-builder.ts';
import type { AuditContext } from '../audit-context.ts';

export type AuditBuilder = ReturnType<typeof createAuditBuilder>;

export function createAuditBuilder() {
  return createBuilder<AuditContext>();
}
