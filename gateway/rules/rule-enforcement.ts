import { HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Caller } from '../../subgraphs/kit/people/person.ts';
import { createRuleEnforcer } from './enforce-rules.ts';
import type { Verdict } from './enforce-rules.ts';
import type { RuleBook } from './read-rules.ts';

/** What a request has with it for the rules; filled once the operation is known. */
export type Judged = { caller: Caller; verdict: { found: Verdict | undefined } };

/**
 * Holds every operation against the rules once it is valid and before it is planned. What is refused
 * is not in the document that `@apollo/gateway` gets; where nothing is left it gets none.
 */
export function ruleEnforcement<Context extends Judged>(
  rules: RuleBook,
): ApolloServerPlugin<Context> {
  const enforce = createRuleEnforcer(rules);
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation(asked) {
          const { contextValue, document, operation, schema } = asked;
          // the gateway reads names differently ('' is none to it), and would execute what it finds
          if (operation === undefined) throw noOperation();
          const { caller, verdict } = contextValue;
          verdict.found = enforce({ document, operation, schema }, caller.person);
          if (verdict.found?.rewritten) {
            const { rewritten } = verdict.found;
            Object.assign(asked, {
              document: rewritten.document,
              operation: rewritten.operation,
              queryHash: rewritten.hash,
            });
          }
          return Promise.resolve();
        },
        responseForOperation({ contextValue: { verdict } }) {
          const { found } = verdict;
          if (found === undefined || found.rewritten) return Promise.resolve(null);
          return Promise.resolve({
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: nothingOf(found) } },
          });
        },
      }),
  };
}

function nothingOf({ isNull, nulls }: Verdict): Record<string, null> | null {
  return isNull ? null : Object.fromEntries([...nulls.keys()].map((key) => [key, null]));
}

function noOperation(): GraphQLError {
  return new GraphQLError('There is no such operation', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}
