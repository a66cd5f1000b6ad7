import { fileURLToPath } from 'node:url';
import type { Service, ServiceResources } from '../kit/service/service.ts';
import { openKeyRing } from '../kit/service/key-ring.ts';
import type { AuditWork } from './audit-context.ts';
import { AUDIT } from '../kit/audit/answer-audit.ts';
import { readAlertConfig } from '../kit/config/alert-config.ts';
import { watch } from './alerts/watch.ts';
import { receiveEntries } from './entries/receive-entries.ts';
import { auditSchema } from './graph/schema.ts';
import * as tables from './tables.ts';
import { createAddressBook } from './witness/address-book.ts';
import { createDirectAsker } from './witness/ask-directly.ts';
import { followLedgers } from './witness/follow-ledgers.ts';

/** The hub's auditor: keeps the hub's ledger, and reads everybody's. */
export const service: Service = {
  code: AUDIT,
  title: 'Audit',
  titleZh: '审计服务',
  servesPeople: true,
  schema: auditSchema(),
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  rights: {
    read: [],
    write: [
      ...[tables.alertRule, tables.alertDelivery, tables.alertProgress, tables.seenProof],
      tables.followedPosition,
    ],
    append: [
      // what was seen of others stays as it was seen
      ...[tables.witnessedCheckpoint, tables.ledgerFault, tables.followedEntry],
      // and what was found and decided as it was found and decided
      ...[tables.alert, tables.alertStep, tables.disclosureDelay, tables.disclosureDelayEnd],
    ],
  },
  open: openAudit,
  routes: ({ ledger, log }) => ({
    '/entries': (body) => receiveEntries(body, { ledger, log, now: () => new Date() }),
  }),
};

async function openAudit({
  config,
  connection,
  ledger,
  log,
}: ServiceResources): Promise<AuditWork> {
  const now = () => new Date();
  const addresses = createAddressBook(config.subgraphUrls);
  const work = {
    ...{ code: AUDIT, db: connection.db, ledger, log, now },
    keys: await openKeyRing({ config, log, now }),
    askDirectly: createDirectAsker(addresses),
    learnAddresses: (published: Readonly<Record<string, string>>) => {
      addresses.learn(published);
    },
  };
  const ownKeys = async () => (await work.keys()).own;
  const watching = watch({ ...work, ...readAlertConfig(), ownKeys });
  followLedgers(work, config.followInterval, watching.nudge);
  return work;
}
