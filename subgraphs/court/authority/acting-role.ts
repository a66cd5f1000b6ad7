import { ASKING_ROLES } from '../../../schema/contract/warrant.ts';
import type { AskingRole } from '../../../schema/contract/warrant.ts';
import type { Role } from '../../../schema/contract/roles.ts';
import type { Person } from '../../kit/people/person.ts';

/** As what somebody acts at the court: as a judge, else as a clerk, else as whatever they are. */
export function actingRole({ roles }: Pick<Person, 'roles'>): Role | undefined {
  return askingRole({ roles }) ?? roles[0];
}

/** The same, where only a judge or a clerk can have come so far. */
export function askingRole({ roles }: Pick<Person, 'roles'>): AskingRole | undefined {
  if (roles.includes('JUDGE')) return 'JUDGE';
  return ASKING_ROLES.find((role) => roles.includes(role));
}
