import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A `service` as its folder exports it, each property still to be checked. */
type LoadedService = Record<string, unknown>;

/**
 * The service in a folder of `subgraphs/`. Nothing is started.
 *
 * @param root the repository
 * @returns undefined when `service.ts` exports no `service` with this code.
 */
export async function loadService(root: string, code: string): Promise<LoadedService | undefined> {
  const file = join(root, 'subgraphs', code, 'service.ts');
  // a module is an object; what it exports is looked at below
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  // any value has properties or lacks them; each one read is checked
  const service = Object(module['service']) as LoadedService;
  return service['code'] === code ? service : undefined;
}
