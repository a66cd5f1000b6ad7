import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printSubgraphSchema } from '@apollo/subgraph';
import { isSchema } from 'graphql';

/**
 * The SDL of the subgraph in a folder, from the schema its code builds. Nothing is started.
 *
 * @throws when `service.ts` exports no `service` with this code and a schema.
 */
export async function loadSdl(root: string, code: string): Promise<string> {
  const file = join(root, 'subgraphs', code, 'service.ts');
  // a module is an object; what it exports is looked at below
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  // any value has properties or lacks them; each one read here is checked
  const service = Object(module['service']) as Record<string, unknown>;
  if (service['code'] !== code || !isSchema(service['schema'])) {
    throw new Error(`subgraphs/${code}/service.ts exports no service with this code and a schema`);
  }
  return `${printSubgraphSchema(service['schema']).trimEnd()}\n`;
}
