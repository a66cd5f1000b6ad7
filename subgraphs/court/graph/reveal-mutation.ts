import { CONTACT_TYP } from '../../../schema/contract/contact.ts';
import { allow } from '../../kit/graph/allow.ts';
import { revealContact } from '../reveal/reveal-contact.ts';
import { reasonArgument } from '../../kit/graph/plain-text.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';

/** Adds `revealContact`. */
export function addRevealMutation(builder: CourtBuilder): void {
  builder.mutationField('revealContact', (t) =>
    t.string({
      ...allow({ roles: ['CLERK', 'JUDGE'], scope: 'contact:reveal' }),
      nullable: true,
      description:
        'The full value of one contact as a compact JWE (RFC 7516) to the P-256 key that the ' +
        "caller's token is bound to (RFC 9449), so that nobody on the way sees it: ECDH-ES+A256KW and " +
        `A256GCM, of \`typ\` \`${CONTACT_TYP}\`, around the JSON \`{"id", "value"}\`. The reason is ` +
        'recorded. Contacts of a protected person are revealed to judges only.',
      args: {
        id: t.arg.id({ required: true }),
        reason: t.arg.string({ required: true, description: '4 to 500 characters.' }),
      },
      resolve: (_root, { id, reason }, court) =>
        revealContact(court, { id: uuidArgument(id, 'id'), reason: reasonArgument(reason) }),
    }),
  );
}
