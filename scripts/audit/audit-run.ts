import type { DocumentClient } from '../repair/graph-client.ts';
import type { DOCUMENTS } from './documents.ts';

/** What every command works with, once somebody is signed in. */
export type AuditRun = {
  graph: DocumentClient<typeof DOCUMENTS>;
  home: string;
  /** On standard error. */
  say: (text: string) => void;
  /** On standard output: JSON, one object a line, or lines for people. */
  printRows: (rows: readonly object[], lines: () => readonly string[]) => void;
};
