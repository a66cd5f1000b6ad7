import { pino } from 'pino';
import { GATEWAY } from '../subgraphs/kit/channel/call-claims.ts';
import { ConfigError } from '../subgraphs/kit/config/service-config.ts';
import { createLogger } from '../subgraphs/kit/log/logger.ts';
import { KeysError } from '../subgraphs/kit/sealing/keys-error.ts';
import { keysCommand } from '../subgraphs/kit/service/keys-command.ts';
import { GatewayConfigError, readGatewayConfig, readKeysConfig } from './config.ts';
import { SupergraphError } from './rules/supergraph-error.ts';
import { startGateway } from './server.ts';

/** Errors whose messages are written for people and quote no value. */
const OURS = [ConfigError, GatewayConfigError, KeysError, SupergraphError];

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!OURS.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`gateway: ${error instanceof Error ? error.message : ''}\n`);
  process.exit(2);
}

/** `serve`, the default, or `keys`: its own, and those of the subgraphs that it calls. */
async function run([command = 'serve', ...more]: string[]): Promise<void> {
  if (command === 'serve' && more.length === 0) return serve();
  if (command === 'keys') {
    await keysCommand(GATEWAY, readKeysConfig).parseAsync(more, { from: 'user' });
    return;
  }
  throw new GatewayConfigError('Usage: node gateway/main.ts [serve | keys …]');
}

async function serve(): Promise<void> {
  const config = readGatewayConfig();
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
}

/** Lines go out in blocks, at the latest after half a second, and the rest on exit. */
function output() {
  return pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 500 });
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
