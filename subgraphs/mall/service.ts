import { fileURLToPath } from 'node:url';
import { defineAgency } from '../kit/agency/define-agency.ts';
import { lookUp } from './look-up.ts';
import { policy } from './policy.ts';
import { publish } from './publish.ts';
import { register } from './register.ts';

/** The Mall Group: stalls, leases, and where tenants are written to. */
export const service = defineAgency({
  code: 'mall',
  title: 'Mall Group',
  titleZh: '商城集团',
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  register,
  lookUp,
  policy,
  publish,
});
