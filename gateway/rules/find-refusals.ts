import { isListType, isNonNullType } from 'graphql';
import type { GraphQLOutputType } from 'graphql';
import type { AskedFields } from './asked-fields.ts';

/** Sign in first, or it is not for you. */
export type PersonRefusal = 'UNAUTHENTICATED' | 'FORBIDDEN';

/** A field that is refused. */
export type RefusedField = {
  /** What leads to it in the answer, lists left out. */
  keys: readonly string[];
  /** In the words of the schema, where a client's own word cannot stand: `Case.caseNo`. */
  name: string;
  code: PersonRefusal;
};

/**
 * Where null stands in an answer, by key. A number says how many lists deep: 0 is the field itself,
 * 1 each element of its list. Anything else is what to look for below.
 */
export type Nulls = ReadonlyMap<string, number | Nulls>;

export type Refusals = {
  refused: readonly RefusedField[];
  nulls: Nulls;
  /** Null has moved up past all of the fields: what has them is null itself. */
  isNull: boolean;
};

type Asked = AskedFields<PersonRefusal | undefined>;

/**
 * Works out what is refused and where null then stands. A field that may not be null takes along
 * what it is in, up to the nearest place that may (GraphQL specification §6.4.4).
 */
export function findRefusals(fields: Asked, path: readonly string[] = []): Refusals {
  const refused: RefusedField[] = [];
  const nulls = new Map<string, number | Nulls>();
  let isNull = false;
  for (const [key, { name, type, found, below }] of fields) {
    const keys = [...path, key];
    const code = worstOf(found);
    if (code) {
      refused.push({ keys, name, code });
      nulls.set(key, 0);
      isNull ||= isNonNullType(type);
      continue;
    }
    const inner = findRefusals(below, keys);
    refused.push(...inner.refused);
    if (!inner.isNull) {
      if (inner.nulls.size > 0) nulls.set(key, inner.nulls);
      continue;
    }
    const lists = nullableLevel(type);
    nulls.set(key, lists ?? 0);
    isNull ||= lists === undefined;
  }
  return { refused, nulls, isNull };
}

function worstOf(found: Iterable<PersonRefusal | undefined>): PersonRefusal | undefined {
  const codes = new Set(found);
  if (codes.has('UNAUTHENTICATED')) return 'UNAUTHENTICATED';
  return codes.has('FORBIDDEN') ? 'FORBIDDEN' : undefined;
}

/** The innermost of a type's lists, counted from outside, whose place may be null. */
function nullableLevel(type: GraphQLOutputType): number | undefined {
  let found: number | undefined;
  let inner = type;
  for (let level = 0; ; level += 1) {
    if (isNonNullType(inner)) inner = inner.ofType;
    else found = level;
    if (!isListType(inner)) return found;
    inner = inner.ofType;
  }
}
