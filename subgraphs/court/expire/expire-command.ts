import { required } from '../../kit/config/service-config.ts';
import type { ServiceConfig } from '../../kit/config/service-config.ts';
import { connect } from '../../kit/database/connect.ts';
import { expireContacts } from './expire-contacts.ts';
import type { Expired } from './expire-contacts.ts';

/** Deletes what is over once, as the role that serves. */
export async function expireCommand(config: ServiceConfig): Promise<Expired> {
  const connection = connect(required(config.databaseUrl, 'DATABASE_URL'), {
    ...{ applicationName: 'relink-expire', max: 1 },
  });
  try {
    return await expireContacts(connection.db, new Date());
  } finally {
    await connection.close();
  }
}
