import type { ServiceConfig } from '../config/service-config.ts';
import { createKeys } from './create-keys.ts';
import { recordOwnKeys } from './keys-command.ts';
import { migrateService } from './migrate-service.ts';
import type { Service } from './service.ts';

/** What a first start needs, and a start after a change: keys, then the database in its newest form. */
export async function prepareService(service: Service, config: ServiceConfig): Promise<void> {
  await createKeys(service, config);
  await migrateService(service, config);
  // only now there is a ledger to record them in
  await recordOwnKeys(service.code, config, 'MADE');
}
