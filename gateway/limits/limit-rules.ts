import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationContext, ValidationRule } from 'graphql';
import { costRule } from './cost-rule.ts';
import type { LimitName, Limits } from './limits.ts';
import { mutationsRule } from './mutations-rule.ts';
import { beyondLimit } from './refused-document.ts';

/**
 * Validation rules that refuse a document beyond its limits; `parseLimits` holds the one on tokens.
 *
 * Depth, aliases and directives are counted by graphql-armor. Not so
 * - cost: armor multiplies by a `first` that is written out, and by nothing where it is a variable;
 * - tokens: armor reads the document a second time, in a hook in which a refusal becomes an HTTP 500.
 */
export function limitRules(limits: Limits): ValidationRule[] {
  const armor = new ApolloArmor({
    blockFieldSuggestion: { enabled: false },
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    // graphql has a rule of its own for introspection, which is deep by nature
    maxDepth: { n: limits.depth, flattenFragments: true, ...reporting('depth') },
    // by default no alias of __typename counts, ten thousand of them included
    maxAliases: { n: limits.aliases, allowList: [], ...reporting('aliases') },
    maxDirectives: { n: limits.directives, ...reporting('directives') },
  });
  const { validationRules } = armor.protect();
  return [...validationRules, costRule(limits.cost), mutationsRule(limits.mutations)];
}

function reporting(limit: LimitName) {
  const report = (context: ValidationContext | null) => {
    context?.reportError(beyondLimit(limit));
  };
  return { propagateOnRejection: false, onReject: [report] };
}
