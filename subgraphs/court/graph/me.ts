import { ROLE_MEANINGS } from '../../../schema/contract/code-meanings.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import { allow } from '../../kit/graph/allow.ts';
import { describedValues } from '../../kit/graph/described-values.ts';
import type { Person } from '../../kit/people/person.ts';
import type { CourtBuilder } from './builder.ts';

/** Adds `me`. */
export function addMe(builder: CourtBuilder): void {
  const role = builder.enumType('Role', {
    description: 'What somebody is; `rights` in the docs says what each may do.',
    values: describedValues(ROLE_MEANINGS),
  });
  const me = builder.objectRef<Person>('Me').implement({
    description: 'Who is signed in, as the access token says.',
    fields: (t) => ({
      subject: t.exposeString('subject', { description: 'The `sub` of the token; no name.' }),
      roles: t.field({ type: [role], resolve: ({ roles }) => [...roles] }),
      scopes: t.field({ type: ['String'], resolve: ({ scopes }) => [...scopes] }),
    }),
  });
  builder.queryField('me', (t) =>
    t.field({
      ...allow({}),
      type: me,
      nullable: true,
      resolve: (_root, _args, { caller }) => signedIn(caller),
    }),
  );
}
