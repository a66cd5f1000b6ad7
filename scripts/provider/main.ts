import { createLogger } from '../../subgraphs/kit/log/logger.ts';
import { KeysError } from '../../subgraphs/kit/sealing/keys-error.ts';
import { ProviderError, readProviderConfig } from './provider-config.ts';
import { startProvider } from './start-provider.ts';
import type { RunningProvider } from './start-provider.ts';

const provider = await startOrExit();
process.send?.({ url: provider.url });
onceToldToStop(() => {
  provider.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});

/** Exits with 2 when the environment or a file does not fit, as every service does. */
async function startOrExit(): Promise<RunningProvider> {
  try {
    const config = readProviderConfig();
    return await startProvider(config, createLogger('provider', config.logLevel));
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof KeysError)) throw error;
    process.stderr.write(`provider: ${error.message}\n`);
    process.exit(2);
  }
}

/** Calls once, whichever comes first: a signal, or the end of the process that started this one. */
function onceToldToStop(stop: () => void): void {
  let told = false;
  for (const why of ['SIGTERM', 'SIGINT', 'disconnect']) {
    process.on(why, () => {
      if (!told) stop();
      told = true;
    });
  }
}
