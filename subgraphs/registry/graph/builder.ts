import { createBuilder } from '../../kit/graph/create-builder.ts';
import type { AuditedContext } from '../../kit/audit/audit-field.ts';
import type { RegistryContext } from '../registry-context.ts';

export type RegistryBuilder = ReturnType<typeof createRegistryBuilder>;

export function createRegistryBuilder() {
  return createBuilder<RegistryContext & AuditedContext>();
}
