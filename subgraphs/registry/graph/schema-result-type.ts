import { describedValues } from '../../kit/graph/described-values.ts';
import type { SchemaChange } from '../checks/compare-schemas.ts';
import type { SchemaProblem } from '../checks/schema-problem.ts';
import type { SchemaResult } from '../publish/schema-result.ts';
import type { RegistryBuilder } from './builder.ts';

const LEVEL_MEANINGS: Readonly<Record<SchemaChange['level'], string>> = {
  SAFE: 'They can.',
  DANGEROUS: 'They can, but may be told what they do not expect, such as a new value of an enum.',
  BREAKING: 'Those that use it cannot.',
};

/** Adds what the mutations answer. */
export function addSchemaResult(builder: RegistryBuilder) {
  const change = addChange(builder);
  const problem = builder.objectRef<SchemaProblem>('SchemaProblem').implement({
    description: 'What keeps a schema from being published, with its place in the SDL.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Stable; programs go by it.' }),
      message: t.exposeString('message'),
      subgraph: t.exposeString('subgraph', { nullable: true }),
      line: t.exposeInt('line', { nullable: true }),
      column: t.exposeInt('column', { nullable: true }),
    }),
  });
  return builder.objectRef<SchemaResult>('SchemaResult').implement({
    description: 'What came of it. Nothing was done where there is a problem.',
    fields: (t) => ({
      release: t.exposeInt('release', {
        nullable: true,
        description: 'What gateways serve from now on; null where nothing was released.',
      }),
      version: t.exposeInt('version', {
        nullable: true,
        description: 'The version that the schema has, or would have; null where it has none.',
      }),
      changes: t.field({ type: [change], resolve: ({ changes }) => changes }),
      problems: t.field({ type: [problem], resolve: ({ problems }) => problems }),
    }),
  });
}

function addChange(builder: RegistryBuilder) {
  const level = builder.enumType('ChangeLevel', {
    description: 'Whether clients can go on as they are.',
    values: describedValues(LEVEL_MEANINGS),
  });
  return builder.objectRef<SchemaChange>('SchemaChange').implement({
    description: 'What differs for clients from what is served to them now.',
    fields: (t) => ({
      level: t.expose('level', { type: level }),
      path: t.exposeString('path'),
      message: t.exposeString('message'),
    }),
  });
}
