import { parse, print } from 'graphql';
import type { DocumentNode } from 'graphql';
import { readRules } from './read-rules.ts';
import type { RuleBook } from './read-rules.ts';
import { ruleNames } from './rule-names.ts';
import { stripRules } from './strip-rules.ts';
import { SupergraphError } from './supergraph-error.ts';

export type OpenSupergraph = {
  /** What `@apollo/gateway` loads. */
  sdl: string;
  /** What it does not know, for us to enforce. */
  rules: RuleBook;
};

/**
 * Parts a supergraph from the rules in it.
 * @throws SupergraphError when it demands anything that would not be enforced
 */
export function openSupergraph(supergraphSdl: string): OpenSupergraph {
  const document = parseSupergraph(supergraphSdl);
  const names = ruleNames(document);
  const rules = readRules(document, names);
  const sdl = names.links.size > 0 ? print(stripRules(document, names)) : supergraphSdl;
  return { sdl, rules };
}

/** @throws SupergraphError when it is no document */
export function parseSupergraph(supergraphSdl: string): DocumentNode {
  try {
    return parse(supergraphSdl);
  } catch {
    throw new SupergraphError('The supergraph is not a document of GraphQL');
  }
}
