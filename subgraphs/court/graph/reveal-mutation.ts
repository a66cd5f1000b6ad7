import { revealContact } from '../reveal/reveal-contact.ts';
import { uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';

/** Adds `revealContact`. */
export function addRevealMutation(builder: CourtBuilder): void {
  builder.mutationField('revealContact', (t) =>
    t.string({
      description:
        'The full value of one contact as a compact JWE (RFC 7516) to the key given, so that ' +
        'nobody on the way sees it. The reason is recorded.',
      args: {
        id: t.arg.id({ required: true }),
        reason: t.arg.string({ required: true }),
        sealTo: t.arg.string({
          required: true,
          description: 'A public X25519 (RFC 8037) or P-256 key as a JWK, in JSON.',
        }),
      },
      resolve: (_root, { id, reason, sealTo }, court) =>
        revealContact(court, { id: uuidArgument(id, 'id'), reason, sealTo }),
    }),
  );
}
