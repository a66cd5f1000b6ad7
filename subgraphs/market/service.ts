import { fileURLToPath } from 'node:url';
import { defineAgency } from '../kit/agency/define-agency.ts';
import { lookUp } from './look-up.ts';
import { policy } from './policy.ts';
import { publish } from './publish.ts';
import { register } from './register.ts';

/** Market supervision: enterprises, their registered addresses and representatives. */
export const service = defineAgency({
  code: 'market',
  title: 'Market supervision',
  titleZh: '市场监督管理部门',
  migrations: fileURLToPath(new URL('migrations', import.meta.url)),
  register,
  lookUp,
  policy,
  publish,
});
