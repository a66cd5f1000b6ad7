import { buildSchema } from 'graphql';
import type { DocumentNode } from 'graphql';
import { checkDocuments } from '../checks/check-documents.ts';
import { compareSchemas, usedChanges } from '../checks/compare-schemas.ts';
import type { SchemaChange } from '../checks/compare-schemas.ts';
import type { SchemaProblem } from '../checks/schema-problem.ts';
import type { RegistryContext } from '../registry-context.ts';
import type { Composed, Executor } from '../release/released.ts';
import { seenUses, trustedUses } from '../usage/known-uses.ts';

export type Compared = { changes: SchemaChange[]; problems: SchemaProblem[] };

export type ComparisonOptions = {
  /** Whose change it is, and its document, for the place. */
  code: string;
  document: DocumentNode;
  /** Whether what clients were seen to send counts, beside the documents of our own. */
  seen: boolean;
};

/** What changes for clients, and which of it they would not survive. */
export async function compareWithUse(
  { documents, now }: Pick<RegistryContext, 'documents' | 'now'>,
  db: Executor,
  [before, after]: readonly [Omit<Composed, 'id'>, Omit<Composed, 'id'>],
  { code, document, seen }: ComparisonOptions,
): Promise<Compared> {
  const { changes, breaking } = await compareSchemas(before.clientSdl, after.clientSdl);
  const { uses, fitting } = trustedUses(before.clientSdl, documents);
  const all = seen ? [...uses, ...(await seenUses(db, now()))] : uses;
  const aliases = checkDocuments(
    ...([code, after.supergraphSdl, buildSchema(before.clientSdl), fitting] as const),
  );
  const held = checkDocuments(
    ...([code, before.supergraphSdl, buildSchema(before.clientSdl), fitting] as const),
  );
  // an alias that stands in the way already is nothing that this change does
  const fresh = aliases.filter(({ message }) => !held.some((one) => one.message === message));
  return { changes, problems: [...usedChanges(code, document, breaking, all), ...fresh] };
}
