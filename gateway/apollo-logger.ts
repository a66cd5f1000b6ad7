import type { Logger } from '../subgraphs/kit/log/logger.ts';

/**
 * A logger for Apollo's packages. Their words can quote a document or an address, so only that
 * something was said gets into the log, at its level.
 */
export function apolloLogger(log: Logger) {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => {
      log.warn('Apollo warns');
    },
    error: () => {
      log.error('Apollo reports an error');
    },
  };
}
