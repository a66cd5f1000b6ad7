import type { SchemaChange } from '../checks/compare-schemas.ts';
import type { SchemaProblem } from '../checks/schema-problem.ts';

/** What came of a check, a publication, a rollback or a retirement. */
export type SchemaResult = {
  /** The release that gateways serve from now on; null where nothing was released. */
  release: number | null;
  /** The version that the subgraph's schema has now; null where it has none. */
  version: number | null;
  /** What differs for clients from what is served to them now. */
  changes: SchemaChange[];
  /** What keeps it from being done; nothing was done where there is one. */
  problems: SchemaProblem[];
};

export function refused(problems: SchemaProblem[], changes: SchemaChange[] = []): SchemaResult {
  return { release: null, version: null, changes, problems };
}
