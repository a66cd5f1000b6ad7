import { pino } from 'pino';
import { createLogger } from '../subgraphs/kit/log/logger.ts';
import { GatewayConfigError, readGatewayConfig } from './config.ts';
import type { GatewayConfig } from './config.ts';
import { startGateway } from './server.ts';

const config = configOrExit();
const log = createLogger('gateway', config.logLevel, output());
const gateway = await startGateway(config, log);
log.info({ url: gateway.url }, 'serving');
process.send?.({ url: gateway.url });
onceToldToStop((why) => {
  log.info({ why }, 'stopping');
  gateway.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});

/** Lines go out in blocks, at the latest after half a second, and the rest on exit. */
function output() {
  return pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 500 });
}

/** Exits with 2 when the environment does not fit, as every service does. */
function configOrExit(): GatewayConfig {
  try {
    return readGatewayConfig();
  } catch (error) {
    if (!(error instanceof GatewayConfigError)) throw error;
    process.stderr.write(`gateway: ${error.message}\n`);
    process.exit(2);
  }
}

/** Calls once, whichever comes first: a signal, or the end of the process that started this one. */
function onceToldToStop(stop: (why: string) => void): void {
  let told = false;
  for (const why of ['SIGTERM', 'SIGINT', 'disconnect']) {
    process.on(why, () => {
      if (!told) stop(why);
      told = true;
    });
  }
}
