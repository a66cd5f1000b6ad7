import type { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '../subgraphs/kit/log/logger.ts';
import { apolloLogger } from './apollo-logger.ts';
import { markParts } from './cargo.ts';
import type { GatewayConfig } from './config.ts';
import type { Federation } from './create-federation.ts';
import type { Trail } from './ledger/trail.ts';
import { aliasRule } from './limits/alias-rule.ts';
import { limitRules } from './limits/limit-rules.ts';
import { DEFAULT_LIMITS, parseLimits } from './limits/limits.ts';
import { operationRule } from './limits/operation-rule.ts';
import { errorCode, maskError } from './mask-error.ts';
import { usagePlugin } from './registry/usage-plugin.ts';
import type { UsageNote } from './registry/usage-report.ts';
import { ruleEnforcement } from './rules/rule-enforcement.ts';
import { tellRefusals } from './rules/tell-refusals.ts';
import type { Answered } from './rules/tell-refusals.ts';
import { silentPlugins } from './silent-plugins.ts';
import type { GatewayContext } from './subgraph-data-source.ts';

export type ServerParts = {
  federation: Federation;
  /** The request that is being answered. */
  underWay: AsyncLocalStorage<GatewayContext>;
  /** Told of each operation; absent where nobody wants to know. */
  noteUsage: UsageNote | undefined;
  log: Logger;
};

/** Reads, limits, checks and answers GraphQL: Apollo Server with everything of its own off. */
export function createServer(
  config: GatewayConfig,
  { federation, underWay, noteUsage, log }: ServerParts,
): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: federation.gateway,
    nodeEnv: 'production',
    csrfPrevention: true,
    introspection: config.introspection,
    // documents are trusted by a manifest, or sent whole
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
    parseOptions: parseLimits(DEFAULT_LIMITS),
    validationRules: [
      ...limitRules(DEFAULT_LIMITS),
      operationRule(),
      aliasRule(config.supergraphSdl),
    ],
    plugins: [
      ...silentPlugins(),
      // before anything of a document is refused: what is asked is what is used
      ...(noteUsage ? [usagePlugin<GatewayContext>(noteUsage)] : []),
      ruleEnforcement(federation.rules),
    ],
    formatError: (formatted) => masked(formatted, underWay.getStore()?.trail, log),
    // of the extensions, in which Apollo tells why it nulled a field, nothing goes out
    stringifyResult: ({ errors, data }) => answer({ errors, data }, underWay.getStore(), log),
  });
}

function answer(result: Answered, context: GatewayContext | undefined, log: Logger): string {
  const refused = context?.verdict.found;
  if (!refused) return markParts(result, context?.cargo.parts ?? []);
  const { requestId } = context;
  log.info({ requestId, refused: refused.refused.length }, 'parts of a request were refused');
  return JSON.stringify(tellRefusals(result, refused, requestId));
}

function masked(
  formatted: GraphQLFormattedError,
  trail: Trail | undefined,
  log: Logger,
): GraphQLFormattedError {
  const { requestId = '' } = trail ?? {};
  const code = errorCode(formatted);
  if (code === 'INTERNAL_SERVER_ERROR')
    log.error({ requestId, code }, 'a part of a request failed');
  const told = maskError(formatted, requestId);
  // some codes are given their names only there
  trail?.denied.add(errorCode(told));
  return told;
}
