import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import type { DocumentNode } from 'graphql';
import { rootBecomesNullable } from '../../../schema/compose/root-becomes-nullable.ts';
import type { KnownUse } from './known-use.ts';
import { placeOf } from './place-of.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

const CHANGE_LEVELS = ['SAFE', 'DANGEROUS', 'BREAKING'] as const;

/** One line of a changelog. */
export type SchemaChange = {
  level: (typeof CHANGE_LEVELS)[number];
  /** What it is about, such as `Enterprise.name`. */
  path: string;
  message: string;
};

/** A change that some client may not survive. */
export type Break = {
  /** As the inspector calls it, such as `FIELD_REMOVED`. */
  type: string;
  path: string;
  message: string;
};

export type Comparison = { changes: SchemaChange[]; breaking: Break[] };

/** What differs between two client schemas, breaking changes first. */
export async function compareSchemas(before: string, after: string): Promise<Comparison> {
  const found = await diff(buildSchema(before), buildSchema(after), [rootBecomesNullable]);
  const all = found.map(({ type, path = '', message, criticality: { level } }) => {
    return { type: String(type), path, message, level: levelOf(level) };
  });
  // a deprecation is reported as such, and a second time as the use of a directive
  const told = all.filter(({ type }) => !type.startsWith('DIRECTIVE_USAGE_'));
  const order = ({ level }: SchemaChange) => CHANGE_LEVELS.indexOf(level);
  return {
    changes: told
      .map(({ level, path, message }) => ({ level, path, message: `${message}.` }))
      .sort((a, b) => order(b) - order(a)),
    breaking: told.filter(({ level }) => level === 'BREAKING'),
  };
}

/**
 * Breaking changes that meet an operation which some client sends; each names operation, client and
 * field. What nobody uses may break.
 *
 * The inspector's own rule for this (`considerUsage`) excuses every change whose path begins with that
 * of an unused one, `Stall.name` with `Stall.nameOnSign`, so use is looked up here.
 *
 * @param document the candidate's, for the place
 */
export function usedChanges(
  code: string,
  document: DocumentNode,
  breaking: readonly Break[],
  uses: readonly KnownUse[],
): SchemaProblem[] {
  return breaking.flatMap((change) => {
    const { path, message } = change;
    const met = uses.filter(({ coordinates }) => meets(change, coordinates));
    return met.map(({ client, operation }) =>
      problemAt(
        code,
        'BREAKING_CHANGE',
        `${path}: ${message}; the operation ${operation || '(unnamed)'} of the client ${client} uses it.`,
        placeOf(document, path),
      ),
    );
  });
}

function meets({ path, type }: Break, coordinates: ReadonlySet<string>): boolean {
  const parent = path.split('.').slice(0, -1).join('.');
  // a new argument or input field that must be given concerns whoever uses what it belongs to
  const isNew = type.endsWith('_ADDED') || type.endsWith('_TYPE_CHANGED');
  const ofEnum = type.startsWith('ENUM_VALUE');
  return coordinates.has(path) || ((isNew || ofEnum) && coordinates.has(parent));
}

function levelOf(level: CriticalityLevel): SchemaChange['level'] {
  if (level === CriticalityLevel.Breaking) return 'BREAKING';
  return level === CriticalityLevel.Dangerous ? 'DANGEROUS' : 'SAFE';
}
