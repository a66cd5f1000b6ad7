import { fileURLToPath } from 'node:url';
import { defineAgency } from '../kit/agency/define-agency.ts';
import { lookUp } from './look-up.ts';
import { policy } from './policy.ts';
import { register } from './register.ts';

/** The telecom operators: whose a number is, and whether anybody is reached under it. */
export const service = defineAgency({
  code: 'telecom',
  title: 'Telecom operators',
  titleZh: '电信运营商',
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  register,
  lookUp,
  policy,
});
