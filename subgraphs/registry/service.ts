import { fileURLToPath } from 'node:url';
import { openKeyRing } from '../kit/service/key-ring.ts';
import type { Service, ServiceContext, ServiceResources } from '../kit/service/service.ts';
import { registrySchema } from './graph/schema.ts';
import { publishedAddresses } from './publish/published-addresses.ts';
import { takeInFolder } from './publish/take-in-folder.ts';
import { readDocuments } from './read-documents.ts';
import type { Registry } from './registry-context.ts';
import * as tables from './tables.ts';

const MANIFEST = new URL('../../schema/generated/trusted-documents.json', import.meta.url);

/** Keeps what subgraphs publish, checks it, and tells gateways what to serve. */
export const service: Service = {
  code: 'registry',
  title: 'Registry of schemas',
  titleZh: '图谱登记服务',
  servesPeople: true,
  schema: registrySchema(),
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  rights: {
    read: [],
    // versions and what was done with them stay as they were written
    append: [tables.publication, tables.refusedPublication, tables.release, tables.supergraph],
    write: [tables.operationUsage],
  },
  open: openRegistry,
};

async function openRegistry({
  config,
  connection,
  log,
  ledger,
}: ServiceResources): Promise<Registry & Pick<ServiceContext, 'addressesOf'>> {
  const now = () => new Date();
  const keys = await openKeyRing({ config, log, now });
  const documents = await readDocuments(config.trustedDocumentsFile ?? fileURLToPath(MANIFEST));
  const registry = { db: connection.db, ledger, log, now, keys, documents };
  if (config.publicationsDir !== undefined) await takeInFolder(registry, config.publicationsDir);
  return { ...registry, addressesOf: () => publishedAddresses(connection.db) };
}
