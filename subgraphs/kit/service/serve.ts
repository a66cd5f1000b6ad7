import { required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { connect } from '../database/connect.ts';
import type { Connection } from '../database/connect.ts';
import { createLogger } from '../log/logger.ts';
import { serveGraph } from '../server/serve-graph.ts';
import { openAdmission } from './open-admission.ts';
import type { Service } from './service.ts';

/** Serves until a signal, or until the process that started this one is gone. */
export async function serve(service: Service, config: ServiceConfig): Promise<void> {
  const log = createLogger(service.code, config.logLevel);
  const admission = await openAdmission(service, config, log);
  const connection = connect(required(config.databaseUrl, 'DATABASE_URL'), {
    applicationName: `relink-${service.code}`,
    statementTimeout: 30_000,
  });
  const context = await service.open({ config, connection, log });
  const server = await serveGraph({
    ...{ ...admission, schema: service.schema, host: config.host, port: config.port },
    contextOf: (caller) => ({ ...context, caller }),
    ready: () => isReady(connection),
  });
  log.info({ url: server.url }, 'serving');
  onceToldToStop(async (why) => {
    log.info({ why }, 'stopping');
    await server.stop();
    await connection.close();
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
