import { fileURLToPath } from 'node:url';
import { defineAgency } from '../kit/agency/define-agency.ts';
import { lookUp } from './look-up.ts';
import { policy } from './policy.ts';
import { register } from './register.ts';

/** The 12315 line of market regulation: how merchants who answered complaints were reached. */
export const service = defineAgency({
  code: 'complaints',
  title: 'Complaints line 12315',
  titleZh: '12315消费投诉平台',
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  register,
  lookUp,
  policy,
});
