import { printSubgraphSchema } from '@apollo/subgraph';
import { isSchema } from 'graphql';
import { loadService } from './load-service.ts';

/**
 * The SDL of the subgraph in a folder, from the schema its code builds. Nothing is started.
 *
 * @throws when `service.ts` exports no `service` with this code and a schema.
 */
export async function loadSdl(root: string, code: string): Promise<string> {
  const schema = (await loadService(root, code))?.['schema'];
  if (!isSchema(schema)) {
    throw new Error(`subgraphs/${code}/service.ts exports no service with this code and a schema`);
  }
  return `${printSubgraphSchema(schema).trimEnd()}\n`;
}
