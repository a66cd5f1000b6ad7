import { availableParallelism } from 'node:os';
import { readServiceConfig } from '../../subgraphs/kit/config/service-config.ts';
import { explain } from '../../subgraphs/kit/service/explain.ts';
import { prepareService } from '../../subgraphs/kit/service/prepare-service.ts';
import type { Service } from '../../subgraphs/kit/service/service.ts';
import { loadService } from '../compose/load-service.ts';
import type { DatabaseUrls } from './create-database.ts';
import type { RunState } from './run-state.ts';
import { serviceEnvironment } from './service-environment.ts';

/**
 * Run as a process of its own, with the repository and the home as its arguments and the services'
 * databases in the environment: does for each service what `main.ts prepare` of its folder does. One
 * process reads the code that all of them share once; eight took four seconds to do so.
 *
 * Prints, as JSON, which service failed and why, or nothing of either.
 */
const [root = '', home = ''] = process.argv.slice(2);
const databases = JSON.parse(process.env['DATABASES'] ?? '{}') as RunState['databases']; // the stack's
const left = Object.entries(databases);
const failed: { code: string; words: string }[] = [];

async function prepareNext(): Promise<void> {
  const next = left.shift();
  if (next === undefined) return;
  const [code, urls] = next;
  const words = await prepareOne(code, urls).catch(explain);
  if (words !== undefined) {
    failed.push({ code, words });
    left.length = 0;
  }
  await prepareNext();
}

/** @returns why it could not be done, where that lies in its code. */
async function prepareOne(code: string, urls: DatabaseUrls): Promise<string | undefined> {
  const service = await load(code);
  if (typeof service === 'string') return service;
  const environment = serviceEnvironment(home, code, urls, process.env);
  await prepareService(service, readServiceConfig(environment));
  return undefined;
}

/** @returns a text where its code does not load. */
async function load(code: string): Promise<Service | string> {
  const file = `subgraphs/${code}/service.ts`;
  try {
    const service = (await loadService(root, code)) as Service | undefined; // as `npm run types` has it
    return service ?? `${file} exports no service of this code`;
  } catch (error) {
    return `${file} does not load: ${error instanceof Error ? error.message : 'failed'}`;
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, prepareNext));
console.log(JSON.stringify({ failed: failed[0] }));
