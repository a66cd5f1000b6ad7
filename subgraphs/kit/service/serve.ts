import { AUDIT_LIFETIME } from '../../../schema/contract/audit.ts';
import { answerAudit } from '../audit/answer-audit.ts';
import { createSeenIds } from '../channel/seen-ids.ts';
import { required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { loadPseudonyms } from '../ledger/ledger-keys.ts';
import { openServiceLedger } from '../ledger/service-ledger.ts';
import { createLogger } from '../log/logger.ts';
import { CLOCK_SKEW } from '../sealing/algorithms.ts';
import { serveGraph } from '../server/serve-graph.ts';
import { openKeyRing } from './key-ring.ts';
import { openAdmission } from './open-admission.ts';
import type { Service } from './service.ts';

/** Requests for the ledger that are remembered in two minutes, each signed by the audit service. */
const REQUESTS = 100_000;

/**
 * Serves until a signal, or until the process that started this one is gone.
 *
 * @throws whatever keeps it from serving; it lets go of everything first, since a connection that is
 *   left open keeps a process alive that serves nobody
 */
export async function serve(service: Service, config: ServiceConfig): Promise<void> {
  const log = createLogger(service.code, config.logLevel);
  const admission = await openAdmission(service, config, log);
  await using opened = new AsyncDisposableStack();
  const connection = connect(required(config.databaseUrl, 'DATABASE_URL'), {
    applicationName: `relink-${service.code}`,
    statementTimeout: 30_000,
  });
  opened.defer(() => connection.close());
  const now = () => new Date();
  const keys = await openKeyRing({ config, log, now });
  const ledger = openServiceLedger({
    ...{ code: service.code, db: connection.db, log, now },
    pseudonyms: await loadPseudonyms(config.ledgerKeys),
    ownKeys: async () => (await keys()).own,
  });
  opened.defer(() => ledger.close());
  const resources = { config, connection, log, ledger };
  const context = await service.open(resources);
  const auditing = {
    ...{ code: service.code, db: connection.db, log, ledger, keys, now },
    sight: createSeenIds({ seconds: AUDIT_LIFETIME + CLOCK_SKEW, limit: REQUESTS }, now),
    ...{ reasonOf: context.reasonOf, addressesOf: context.addressesOf },
  };
  const audited = { answerAudit: (request: string) => answerAudit(auditing, request) };
  const server = await serveGraph({
    ...{ ...admission, schema: service.schema, host: config.host, port: config.port },
    ...audited,
    contextOf: (caller) => ({ ...context, ...audited, caller }),
    routes: service.routes?.(resources),
    ready: () => isReady(connection),
  });
  opened.defer(() => server.stop());
  const running = opened.move();
  log.info({ url: server.url }, 'serving');
  onceToldToStop(async (why) => {
    log.info({ why }, 'stopping');
    await running.disposeAsync();
  });
}

async function isReady(connection: Connection): Promise<true | string> {
  try {
    await connection.sql`select 1`;
    return true;
  } catch {
    return 'the database does not answer';
  }
}

/** Stops once, whichever of the reasons comes first. */
function onceToldToStop(stop: (why: string) => Promise<void>): void {
  let stopping = false;
  const end = (why: string): void => {
    if (stopping) return;
    stopping = true;
    stop(why).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', () => {
    end('SIGTERM');
  });
  process.once('SIGINT', () => {
    end('SIGINT');
  });
  process.once('disconnect', () => {
    end('the parent is gone');
  });
}
