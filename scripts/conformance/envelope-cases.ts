import type { RefusalCode } from '../../schema/contract/codes.ts';
import type { Warrant } from '../../schema/contract/warrant.ts';
import { signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import { flipped, sealClaims, warrantOf, withClaims } from './forge-envelope.ts';
import type { Forger, Forgery } from './forge-envelope.ts';

/** One envelope and why it is refused; the vectors and the suite are made of the same. */
export type EnvelopeCase = {
  name: string;
  /** Undefined for one that is answered. */
  refusal: RefusalCode | undefined;
  make: (forger: Forger) => Promise<string>;
};

type Claims = Partial<Warrant> | ((now: number) => object);

const of =
  (change: Claims = {}, forgery: Forgery | ((forger: Forger) => Forgery) = {}) =>
  (forger: Forger): Promise<string> => {
    const claims = typeof change === 'function' ? change(forger.at()) : change;
    const how = typeof forgery === 'function' ? forgery(forger) : forgery;
    return sealClaims(forger, { ...warrantOf(forger), ...claims }, how);
  };

/** A sound envelope with a member of its JSON changed. */
const member =
  (name: 'ciphertext' | 'tag' | 'iv') =>
  async (forger: Forger): Promise<string> => {
    const envelope = await objectOf(forger);
    return JSON.stringify({ ...envelope, [name]: flipped(String(envelope[name])) });
  };

/** A sound envelope that names an inquiry to whoever cannot open it. */
const naming =
  (inquiryOf: (jti: string) => string) =>
  (forger: Forger): Promise<string> => {
    const warrant = warrantOf(forger);
    return sealClaims(forger, warrant, { outer: { inquiry: inquiryOf(warrant.jti) } });
  };

/** The id of an inquiry that nobody was ever asked in. */
const NEVER_PUT = '00000000-0000-4000-8000-000000000000';

async function objectOf(forger: Forger): Promise<Record<string, unknown>> {
  // what was just made is an object
  return JSON.parse(await of()(forger)) as Record<string, unknown>;
}

const text = (envelope: string) => () => Promise.resolve(envelope);

const SOUND: [name: string, make: EnvelopeCase['make']][] = [
  ['a sound envelope', of()],
  [
    'addressed to others beside the agency',
    of({}, ({ court, gateway, agency }) => ({ to: [court.pinned, gateway.pinned, agency] })),
  ],
  [
    'issued by a clock that runs 20 seconds ahead',
    of((now) => ({ iat: now + 20, nbf: now + 20, exp: now + 600 })),
  ],
  ['that names its inquiry outside as well', naming((jti) => jti)],
  ['that goes on with an inquiry which the agency never met', of({ resumes: NEVER_PUT })],
  ['with a claim that a newer court may add', of(() => ({ newer: { claim: 1 } }))],
];

const CLAIMS: [string, RefusalCode, EnvelopeCase['make']][] = [
  ['names another issuer than the key it is signed with', 'WRONG_ISSUER', of({ iss: 'gateway' })],
  ['has other agencies for its audience', 'WRONG_AUDIENCE', of({ aud: ['customs'] })],
  ['has nobody for its audience', 'WRONG_AUDIENCE', of({ aud: [] })],
  ['has expired', 'EXPIRED', of((now) => ({ iat: now - 400, nbf: now - 400, exp: now - 1 }))],
  ['is not yet valid', 'NOT_YET_VALID', of((now) => ({ nbf: now + 120 }))],
  [
    'was issued in the future',
    'NOT_YET_VALID',
    of((now) => ({ iat: now + 120, nbf: now + 120, exp: now + 500 })),
  ],
  ['lives longer than ten minutes', 'TOO_LONG_LIVED', of((now) => ({ exp: now + 601 }))],
  ['leaves out its id', 'MALFORMED', of(() => ({ jti: undefined }))],
  ['has an id that is no UUID', 'MALFORMED', of({ jti: 'one' })],
  ['goes on with something that is no UUID', 'MALFORMED', of({ resumes: 'one' })],
  ['names another inquiry outside than inside', 'WRONG_INQUIRY', naming(() => NEVER_PUT)],
  ['names a purpose that no law knows', 'MALFORMED', of(() => ({ purpose: 'CURIOSITY' }))],
  ['names no purpose', 'MALFORMED', of(() => ({ purpose: undefined }))],
  ['asks as somebody who may not', 'MALFORMED', of(() => ({ role: 'ADMINISTRATOR' }))],
  ['asks for a kind of contact that there is not', 'MALFORMED', of(() => ({ kinds: ['FACE'] }))],
  ['has its dates as texts', 'MALFORMED', of((now) => ({ exp: String(now + 60) }))],
  ['has parties that are no list', 'MALFORMED', of(() => ({ parties: {} }))],
];

const SIGNATURES: [string, RefusalCode, EnvelopeCase['make']][] = [
  ['is signed by somebody unknown', 'UNKNOWN_KEY', of({}, ({ stranger }) => ({ by: stranger }))],
  [
    "is signed by somebody unknown under the court's key id",
    'BAD_SIGNATURE',
    of({}, ({ court, stranger }) => ({ by: stranger, header: { kid: signingKey(court.own).kid } })),
  ],
  [
    "is signed with the gateway's key in the court's name",
    'WRONG_ISSUER',
    of({}, ({ gateway }) => ({ by: gateway.own })),
  ],
  [
    "is signed with the gateway's key in its own name",
    'COURT_NOT_ALLOWED',
    of({ iss: 'gateway' }, ({ gateway }) => ({ by: gateway.own })),
  ],
  ['says that nobody signed it', 'BAD_SIGNATURE', of({}, { header: { alg: 'none' } })],
  [
    "is signed with the court's public key as a shared secret",
    'BAD_SIGNATURE',
    of({}, publicKeyAsSecret),
  ],
  [
    'carries claims that were changed after signing',
    'BAD_SIGNATURE',
    of({}, { tamper: (jws) => withClaims(jws, { purpose: 'ENFORCEMENT' }) }),
  ],
  ['carries an altered signature', 'BAD_SIGNATURE', of({}, { tamper: alterSignature })],
  ['insists on an extension that nobody knows', 'MALFORMED', of({}, { tamper: insist })],
  ['carries something other than a warrant', 'WRONG_TYPE', of({}, { header: { typ: 'JWT' } })],
  ['carries a reply for a warrant', 'WRONG_TYPE', of({}, { header: { typ: 'relink-reply+jwt' } })],
  ['carries no signed text', 'MALFORMED', of({}, { tamper: () => 'no.jws' })],
];

const SEALING: [string, RefusalCode, EnvelopeCase['make']][] = [
  [
    'is sealed to others alone',
    'NOT_ADDRESSED',
    of({}, ({ court, gateway }) => ({ to: [court.pinned, gateway.pinned] })),
  ],
  [
    'names the agency twice among its recipients',
    'MALFORMED',
    of({}, ({ agency }) => ({ to: [agency, agency] })),
  ],
  ['has an altered ciphertext', 'UNOPENABLE', member('ciphertext')],
  ['has an altered tag', 'UNOPENABLE', member('tag')],
  ['has an altered nonce', 'UNOPENABLE', member('iv')],
  [
    'says it is something other than an envelope',
    'WRONG_TYPE',
    of({}, { outer: { typ: 'relink-reply+jwe' } }),
  ],
  ['does not say that a JWT is inside', 'WRONG_TYPE', of({}, { outer: { cty: 'text' } })],
  [
    'has a member beside those of an envelope',
    'MALFORMED',
    async (forger) => JSON.stringify({ ...(await objectOf(forger)), aad: 'AAAA' }),
  ],
  [
    'names a member twice',
    'MALFORMED',
    async (forger) => `{"tag":"AAAA",${(await of()(forger)).slice(1)}`,
  ],
  ['is no JSON', 'MALFORMED', text('eyJ not an envelope')],
  ['is empty', 'MALFORMED', text('')],
  ['is JSON of another kind', 'MALFORMED', text('{"recipients":[]}')],
  ['is nested deeply', 'MALFORMED', text('['.repeat(2000))],
];

/** All of them, the sound ones first. */
export const ENVELOPE_CASES: readonly EnvelopeCase[] = [
  ...SOUND.map(([name, make]) => ({ name, refusal: undefined, make })),
  ...[...CLAIMS, ...SIGNATURES, ...SEALING].map(([name, refusal, make]) => ({
    name,
    refusal,
    make,
  })),
];

function publicKeyAsSecret({ court }: Forger): Forgery {
  const signing = court.pinned.jwks.keys.find(({ use }) => use === 'sig');
  return { header: { alg: 'HS256' }, key: Buffer.from(signing?.x ?? '', 'base64url') };
}

function alterSignature(jws: string): string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  return [header, payload, flipped(signature)].join('.');
}

/** An extension in the header that must be understood (RFC 7515 §4.1.11). */
function insist(jws: string): string {
  const [header = '', ...rest] = jws.split('.');
  // the header of a warrant is an object
  const before = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  const after = JSON.stringify({ ...before, crit: ['new'], new: true });
  return [Buffer.from(after).toString('base64url'), ...rest].join('.');
}
