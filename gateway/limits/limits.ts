import type { ParseOptions } from 'graphql';

/** How much one document may ask; each at most. */
export type Limits = {
  /** Levels of fields below the operation, fragments counted where they are spread. */
  depth: number;
  /** Values that may come back, see `cost-rule.ts`. */
  cost: number;
  /** Aliases of one operation, each spread of a fragment counted. */
  aliases: number;
  /** Directives of one operation, each spread of a fragment counted. */
  directives: number;
  /** Lexical tokens of the document (GraphQL §2.1.6). */
  tokens: number;
  /** Fields at the root of a mutation. */
  mutations: number;
};

export type LimitName = keyof Limits;

/** Room for the documents of our own clients and some more; a test holds them against it. */
export const DEFAULT_LIMITS: Limits = {
  depth: 14,
  cost: 100_000,
  aliases: 30,
  directives: 20,
  tokens: 2000,
  mutations: 5,
};

/** The limit that holds before there is a document: reading stops at the token after the last. */
export function parseLimits({ tokens }: Limits): ParseOptions {
  return { maxLexicalTokens: tokens };
}

export function isLimitName(name: unknown): name is LimitName {
  return typeof name === 'string' && Object.hasOwn(DEFAULT_LIMITS, name);
}
