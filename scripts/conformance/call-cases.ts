import type { CallRefusal } from '../../subgraphs/kit/channel/call-claims.ts';
import { kidOf } from '../../subgraphs/kit/channel/call-key.ts';
import type { CallEnds } from '../../subgraphs/kit/channel/call-key.ts';
import { sealingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { endsOf, forgeCall, signedCall } from './forge-call.ts';
import type { CallForgery } from './forge-call.ts';
import { flipped, withClaims } from './forge-envelope.ts';
import { partyOf } from './party.ts';
import type { Forger } from './forge-envelope.ts';
import { signCallsAs } from './sign-calls.ts';

/** One call and why it is refused; the vectors and the suite are made of the same. */
export type CallCase = {
  name: string;
  /** Undefined for one that is taken. */
  refusal: CallRefusal | undefined;
  /** The header for a body; undefined where there is none. */
  make: (forger: Forger, body: string) => Promise<string | undefined>;
};

/** With the gateway's keys, by a clock that is so many seconds off. */
const byGateway =
  (seconds = 0, audience?: string, change: (body: string) => string = (body) => body) =>
  (forger: Forger, body: string): Promise<string> => {
    const now = () => new Date((forger.at() + seconds) * 1000);
    return signCallsAs(forger.gateway, forger.agency, now)(change(body), audience);
  };

const of =
  (forgery: CallForgery | ((forger: Forger) => CallForgery)) =>
  (forger: Forger, body: string): Promise<string> =>
    forgeCall(forger, body, typeof forgery === 'function' ? forgery(forger) : forgery);

const HEADERS: [name: string, refusal: CallRefusal, make: CallCase['make']][] = [
  ['that says nobody made it', 'BAD_SIGNATURE', of({ header: { alg: 'none' }, key: null })],
  ['that the gateway signed by EdDSA', 'BAD_SIGNATURE', signedCall],
  ['with an algorithm of its own', 'BAD_SIGNATURE', of({ header: { alg: 'HS512' } })],
  ['that says it is a warrant', 'WRONG_TYPE', of({ header: { typ: 'relink-warrant+jwt' } })],
  [
    'that insists on an extension nobody knows',
    'MALFORMED',
    of({ header: { crit: ['new'], new: true } }),
  ],
  [
    'that names the gateway’s key alone',
    'UNKNOWN_KEY',
    of((forger) => ({ header: { kid: endsOf(forger).gateway.kid } })),
  ],
  [
    'that names a third key',
    'UNKNOWN_KEY',
    of((forger) => ({ header: { kid: `${kidOf(endsOf(forger))}.x` } })),
  ],
  [
    'that names both keys the other way round',
    'UNKNOWN_KEY',
    of((forger) => ({ header: { kid: kidOf(backwards(forger)) } })),
  ],
  [
    'under the key of another agency',
    'UNKNOWN_KEY',
    of((forger) => ({ ends: elsewhere(forger), header: { kid: kidOf(elsewhere(forger)) } })),
  ],
];

const TAGS: [name: string, refusal: CallRefusal, make: CallCase['make']][] = [
  ['with an altered tag', 'BAD_SIGNATURE', of({ tamper: withTag(flipped) })],
  ['with half a tag', 'BAD_SIGNATURE', of({ tamper: withTag((tag) => tag.slice(0, 22)) })],
  ['without a tag', 'BAD_SIGNATURE', of({ key: null })],
  [
    'with its tag written in another way',
    'BAD_SIGNATURE',
    of({ tamper: withTag(writtenOtherwise) }),
  ],
  [
    'with claims that were changed afterwards',
    'BAD_SIGNATURE',
    of({ tamper: (call) => withClaims(call, { roles: ['ADMINISTRATOR'] }) }),
  ],
  [
    'with the gateway’s public key as a secret',
    'BAD_SIGNATURE',
    of(({ gateway }) => ({ key: bytesOf(gateway.pinned) })),
  ],
  [
    'with the agency’s public key as a secret',
    'BAD_SIGNATURE',
    of(({ agency }) => ({ key: bytesOf(agency) })),
  ],
  [
    'under the key of another agency that says it is this one’s',
    'BAD_SIGNATURE',
    of((forger) => ({ ends: elsewhere(forger) })),
  ],
  [
    'under the key of the other direction',
    'BAD_SIGNATURE',
    of((forger) => ({ ends: backwards(forger) })),
  ],
];

const CLAIMS: [name: string, refusal: CallRefusal, make: CallCase['make']][] = [
  ['that leaves out its id', 'MALFORMED', of({ claims: { jti: undefined } })],
  ['that leaves out its body’s hash', 'MALFORMED', of({ claims: { bsh: undefined } })],
  ['that is too long', 'MALFORMED', of({ claims: { filling: 'x'.repeat(8192) } })],
  ['that names another issuer', 'WRONG_ISSUER', of({ claims: { iss: 'court' } })],
  ['that names another audience', 'WRONG_AUDIENCE', of({ claims: { aud: 'elsewhere' } })],
  [
    'that lives longer than half a minute',
    'TOO_LONG_LIVED',
    of(({ at }) => ({ claims: { exp: at() + 40 } })),
  ],
];

export const CALL_CASES: readonly CallCase[] = [
  { name: 'a sound call', refusal: undefined, make: of({}) },
  {
    name: 'by a clock that runs 20 seconds ahead',
    refusal: undefined,
    make: byGateway(20),
  },
  { name: 'without the header', refusal: 'MISSING', make: () => Promise.resolve(undefined) },
  {
    name: 'with a header that is no token',
    refusal: 'MALFORMED',
    make: () => Promise.resolve('x'),
  },
  {
    name: 'over another body',
    refusal: 'OTHER_BODY',
    make: byGateway(0, undefined, (b) => `${b} `),
  },
  { name: 'for another subgraph', refusal: 'BAD_SIGNATURE', make: byGateway(0, 'customs') },
  { name: 'that is 31 seconds old', refusal: 'EXPIRED', make: byGateway(-31) },
  { name: 'of a minute ahead', refusal: 'NOT_YET_VALID', make: byGateway(60) },
  {
    name: 'signed by somebody unknown',
    refusal: 'UNKNOWN_KEY',
    make: ({ stranger, agency, at }, body) =>
      signCallsAs(partyOf('gateway', stranger), agency, () => new Date(at() * 1000))(body),
  },
  {
    name: 'signed by the court',
    refusal: 'UNKNOWN_KEY',
    make: ({ court, agency, at }, body) =>
      signCallsAs(court, agency, () => new Date(at() * 1000))(body),
  },
  ...[...HEADERS, ...TAGS, ...CLAIMS].map(([name, refusal, make]) => ({ name, refusal, make })),
];

/** The other end is somebody else. */
function elsewhere(forger: Forger): CallEnds {
  return { ...endsOf(forger), subgraph: sealingKey(forger.stranger.public) };
}

/** As the agency would call the gateway, if it ever did. */
function backwards(forger: Forger): CallEnds {
  const { gateway, subgraph } = endsOf(forger);
  return { code: forger.gateway.code, gateway: subgraph, subgraph: gateway };
}

/** What everybody knows of a party's key. */
function bytesOf({ jwks }: Forger['agency']): Buffer {
  return Buffer.from(jwks.keys.find(({ use }) => use === 'enc')?.x ?? '', 'base64url');
}

function withTag(change: (tag: string) => string): (call: string) => string {
  return (call) => {
    const [header = '', payload = '', tag = ''] = call.split('.');
    return [header, payload, change(tag)].join('.');
  };
}

/** The last of 43 characters carries two bits that say nothing. */
function writtenOtherwise(tag: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = signs.indexOf(tag.slice(-1));
  return `${tag.slice(0, -1)}${signs[last ^ 1] ?? ''}`;
}
