import { refusedEntry } from '../ledger/schema-entries.ts';
import type { RefusedFacts } from '../ledger/schema-entries.ts';
import type { SchemaResult } from '../publish/schema-result.ts';
import type { Registry } from '../registry-context.ts';
import { changing } from './changing.ts';
import type { RecordingRegistry } from './changing.ts';
import type { Executor } from './released.ts';

/** What somebody decides about a subgraph. */
export type Attempt = Pick<RefusedFacts, 'by' | 'attempted'> & { code: string };

/** Changes a release as somebody decides; that it was refused goes into the ledger too. */
export function deciding(
  registry: Registry,
  { code, by, attempted }: Attempt,
  decide: (tx: Executor, registry: RecordingRegistry) => Promise<SchemaResult>,
): Promise<SchemaResult> {
  return changing(registry, async (tx, recording) => {
    const result = await decide(tx, recording);
    const codes = result.problems.map((problem) => problem.code);
    if (codes.length > 0)
      recording.note(refusedEntry(code, codes, { by, attempted, at: registry.now() }));
    return result;
  });
}
