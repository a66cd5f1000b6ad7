import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { REPLY_TYP, SEALED_REPLY_TYP } from '../../schema/contract/reply.ts';
import { sealReply } from '../../subgraphs/kit/sealing/seal-reply.ts';
import { forgeCompact, forgeJws, signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { AgencySaid } from './ask-agency.ts';
import type { EvilHub } from './evil-hub.ts';
import { altered, realCourt } from './hostile-envelopes.ts';
import type { Replies } from './play-hub.ts';

/** Of what a hub can make something that looks like a reply of the police. */
export type Material = {
  hub: EvilHub;
  /** To this very inquiry. */
  envelope: string;
  replies: Replies;
  /** To another inquiry of the same clerk at the same time. */
  others: Replies;
  /** To an earlier inquiry about the same repair. */
  earlier: Replies;
};

/** What is handed to the court as the reply of the police, and why it is not accepted. */
export type FalseReply = [
  name: string,
  refusal: string,
  make: (material: Material) => AgencySaid | Promise<AgencySaid>,
];

const court = await realCourt(inject('sample').home);

export const FALSE_REPLIES: FalseReply[] = [
  ['that answers another inquiry', 'WRONG_INQUIRY', ({ others }) => policeOf(others)],
  ['that answered an earlier inquiry', 'WRONG_INQUIRY', ({ earlier }) => policeOf(earlier)],
  ['of another agency', 'UNKNOWN_KEY', ({ replies }) => replies['market'] ?? answered('')],
  [
    'of which one letter is changed',
    'UNOPENABLE',
    ({ replies }) => {
      const parts = policeOf(replies).sealed?.split('.') ?? [];
      return answered(parts.map((part, at) => (at === 3 ? altered(part) : part)).join('.'));
    },
  ],
  [
    'that the hub signs with its own key',
    'UNKNOWN_KEY',
    async ({ hub }) => answered(await sealReply(foundNobody(), hub.keys, court.pinned)),
  ],
  [
    "that the hub signs under the agency's key id",
    'BAD_SIGNATURE',
    async ({ hub }) => {
      const [kid = ''] = court.agencies.get('police')?.verifying.keys() ?? [];
      const header = { alg: 'EdDSA', typ: REPLY_TYP, kid };
      const jws = await forgeJws(foundNobody(), header, signingKey(hub.keys).key);
      const outer = { typ: SEALED_REPLY_TYP, cty: 'JWT' };
      return answered(await forgeCompact(jws, court.pinned, outer));
    },
  ],
  ['that is the envelope itself', 'MALFORMED', ({ envelope }) => answered(envelope)],
  ['that is empty', 'MALFORMED', () => answered('')],
];

function policeOf(replies: Replies): AgencySaid {
  return replies['police'] ?? answered('');
}

function answered(sealed: string): AgencySaid {
  return { status: 'ANSWERED', sealed };
}

/** What would let the court certify that somebody cannot be found. */
function foundNobody() {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: 'police', aud: 'court', iat, exp: iat + 60, jti: randomUUID() };
  return { ...claims, inquiry: randomUUID(), answers: [] };
}
