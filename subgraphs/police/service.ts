import { fileURLToPath } from 'node:url';
import { defineAgency } from '../kit/agency/define-agency.ts';
import { lookUp } from './look-up.ts';
import { policy } from './policy.ts';
import { register } from './register.ts';

/** The police: resident identities, household registration, former names, deaths, protection. */
export const service = defineAgency({
  code: 'police',
  title: 'Police',
  titleZh: '公安机关',
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  register,
  lookUp,
  policy,
});
