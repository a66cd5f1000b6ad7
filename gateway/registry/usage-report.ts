import { createHash } from 'node:crypto';
import { USAGE_LIMIT } from '../../schema/contract/usage.ts';
import type { UsedOperation } from '../../schema/contract/usage.ts';

/** Is told of an operation that somebody sent. */
export type UsageNote = (operation: Omit<UsedOperation, 'document'>) => void;

export type UsageReport = {
  note: UsageNote;
  /** Takes out what is to be told now. */
  take(): UsedOperation[];
  /** Puts back what could not be told. */
  putBack(operations: readonly UsedOperation[]): void;
};

/** Milliseconds in which an operation is told once: that it is in use is all there is to know. */
const AGAIN = 60_000;
/** Operations whose telling is remembered. */
const REMEMBERED = 5000;

/** Gathers which operations are sent, each once a minute, and no more of them than a report holds. */
export function createUsageReport(now: () => number): UsageReport {
  const waiting = new Map<string, UsedOperation>();
  const told = new Map<string, number>();
  return {
    note(operation) {
      const document = documentOf(operation);
      const key = `${document} ${operation.client}`;
      const last = told.get(key);
      if (last !== undefined && now() - last < AGAIN) return;
      if (waiting.size >= USAGE_LIMIT) return;
      if (told.size >= REMEMBERED) told.clear();
      told.set(key, now());
      waiting.set(key, { document, ...operation });
    },
    take() {
      const taken = [...waiting.values()];
      waiting.clear();
      return taken;
    },
    putBack(operations) {
      for (const operation of operations.slice(0, USAGE_LIMIT - waiting.size))
        waiting.set(`${operation.document} ${operation.client}`, operation);
    },
  };
}

/** By what it selects: the text itself may hold what somebody typed, if only as a digest. */
function documentOf({ operation, coordinates }: Omit<UsedOperation, 'document'>): string {
  return createHash('sha256')
    .update(JSON.stringify([operation, coordinates]))
    .digest('hex');
}
