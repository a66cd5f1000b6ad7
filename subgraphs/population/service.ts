import { fileURLToPath } from 'node:url';
import { defineAgency } from '../kit/agency/define-agency.ts';
import { lookUp } from './look-up.ts';
import { policy } from './policy.ts';
import { register } from './register.ts';

/** The floating-population office: residence registrations and their terms. */
export const service = defineAgency({
  code: 'population',
  title: 'Floating-population office',
  titleZh: '流动人口管理部门',
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  register,
  lookUp,
  policy,
});
