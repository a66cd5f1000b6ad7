import { REGISTRY } from '../../../schema/contract/publication.ts';
import { newestValid } from '../../kit/sealing/dated-key.ts';
import { GATEWAY } from '../../kit/channel/call-claims.ts';
import type { AuditBuilder } from './builder.ts';
import { carriesAudit, readsAudit } from './rules.ts';

type SoughtKey = { source: string; kid: string; x: string };

/** Adds `auditKeys`: to what a frontend seals whom it looks for. */
export function addKeys(builder: AuditBuilder): void {
  const key = builder.objectRef<SoughtKey>('AuditKey').implement({
    ...carriesAudit,
    description: 'The public key (X25519, RFC 8037) to which one service’s part is sealed.',
    fields: (t) => ({
      source: t.exposeString('source'),
      kid: t.exposeString('kid', {
        description: 'RFC 7638 thumbprint, to be held against a list.',
      }),
      x: t.exposeString('x'),
    }),
  });
  builder.queryField('auditKeys', (t) =>
    t.field({
      ...readsAudit,
      ...{ type: [key], nullable: true },
      description: 'Keys of the services that know people; `sought` is sealed to all of them.',
      resolve: async (_root, _args, { keys, now }) => {
        const { pinned } = await keys();
        return [...pinned].flatMap(([source, { sealing, jwks }]): SoughtKey[] => {
          const kid = newestValid(sealing, now())?.kid;
          const jwk = jwks.keys.find((one) => one.kid === kid);
          const isAsked = source !== GATEWAY && source !== REGISTRY;
          return jwk && isAsked ? [{ source, kid: jwk.kid, x: jwk.x }] : [];
        });
      },
    }),
  );
}
