import { inject } from 'vitest';
import type { Warrant } from '../../schema/contract/warrant.ts';
import { signingKey } from '../../subgraphs/kit/sealing/toy-parties.ts';
import type { EvilHub } from './evil-hub.ts';
import { askedParty, envelopeFor, realCourt, soundWarrant } from './hostile-envelopes.ts';
import type { Forgery } from './hostile-envelopes.ts';
import { headersOf } from './session-of.ts';
import { gatewaySigner } from './signed-call.ts';

/** An envelope that the court did not make, and why an agency refuses it. */
export type FalseEnvelope = [
  name: string,
  refusal: string,
  make: (hub: EvilHub, code: string) => Promise<string>,
];

const court = await realCourt(inject('sample').home);

/** Signed with the gateway's key, which every service has pinned, and otherwise sound. */
const byGateway =
  (change: (code: string) => Partial<Warrant>, forgery: Forgery = {}): FalseEnvelope[2] =>
  (hub, code) =>
    envelopeFor(court, code, soundWarrant(code, change(code)), { by: hub.keys, ...forgery });

/** What a hub can make itself: to seal takes public keys alone, and to sign it has its own. */
export const FALSE_ENVELOPES: FalseEnvelope[] = [
  ["in the court's name", 'WRONG_ISSUER', byGateway(() => ({}))],
  ['in its own name', 'COURT_NOT_ALLOWED', byGateway(() => ({ iss: 'gateway' }))],
  ["in the agency's own name", 'WRONG_ISSUER', byGateway((iss) => ({ iss }))],
  [
    "under the court's key id",
    'BAD_SIGNATURE',
    byGateway(() => ({}), { header: { kid: signingKey(court.own).kid } }),
  ],
  ['with a key that it has just made', 'UNKNOWN_KEY', byGateway(() => ({}), { by: court.thief })],
  [
    "with such a key under the court's key id",
    'BAD_SIGNATURE',
    byGateway(() => ({}), { by: court.thief, header: { kid: signingKey(court.own).kid } }),
  ],
  [
    'about parties of its own',
    'WRONG_ISSUER',
    byGateway(() => ({ parties: [askedParty('1'), askedParty('2')] })),
  ],
  ['for other kinds', 'WRONG_ISSUER', byGateway(() => ({ kinds: ['PHONE'] }))],
  ['for another purpose', 'WRONG_ISSUER', byGateway(() => ({ purpose: 'ENFORCEMENT' }))],
  ['for another actor', 'WRONG_ISSUER', byGateway(() => ({ actor: 'b'.repeat(43) }))],
  [
    "on a judge's authority",
    'WRONG_ISSUER',
    byGateway(() => ({
      role: 'JUDGE',
      parties: [{ ...askedParty('1'), protectionLifted: true as const }],
    })),
  ],
  [
    'around a call of its own',
    'WRONG_TYPE',
    async (_, code) => {
      const sign = await gatewaySigner();
      const call = { audience: code, body: '', requestId: '1', roles: [], scopes: [] };
      const jws = await sign(call);
      return envelopeFor(court, code, {}, { tamper: () => jws });
    },
  ],
  [
    "around a clerk's token",
    'WRONG_TYPE',
    async (_, code) => {
      const { authorization = '' } = await headersOf('clerk');
      const jws = authorization.replace('DPoP ', '');
      return envelopeFor(court, code, {}, { tamper: () => jws });
    },
  ],
];

type Member = 'protected' | 'iv' | 'ciphertext' | 'tag';
type Recipient = { header: { alg: string; kid: string }; encrypted_key: string };
export type Envelope = Record<Member, string> & { recipients: Recipient[] };

/** What is changed in a true envelope of the court, and why an agency refuses it. */
export type AlteredEnvelope = [
  name: string,
  refusal: string,
  change: (envelope: Envelope, mine: string, other: Envelope) => object,
];

/** `mine` is the key id of the agency's own recipient; `other` is another true envelope. */
export const ALTERED_ENVELOPES: AlteredEnvelope[] = [
  [
    'without the agency among its recipients',
    'NOT_ADDRESSED',
    (one, mine) => ({ ...one, recipients: one.recipients.filter((to) => to.header.kid !== mine) }),
  ],
  [
    'in which all recipients have the keys of their neighbours',
    'UNOPENABLE',
    (one) => ({
      ...one,
      recipients: one.recipients.map((to, at, all) => ({
        ...to,
        encrypted_key: all.at(at - 1)?.encrypted_key,
      })),
    }),
  ],
  [
    'with the agency twice among its recipients',
    'MALFORMED',
    (one) => ({ ...one, recipients: [...one.recipients, ...one.recipients] }),
  ],
  [
    'with the content of another',
    'UNOPENABLE',
    (one, _, { ciphertext, iv, tag }) => ({ ...one, ciphertext, iv, tag }),
  ],
  [
    'with the recipients of another',
    'UNOPENABLE',
    (one, _, { recipients }) => ({ ...one, recipients }),
  ],
  [
    'with one bit of its content changed',
    'UNOPENABLE',
    (one) => ({ ...one, ciphertext: flipped(one.ciphertext) }),
  ],
  ['with one bit of its tag changed', 'UNOPENABLE', (one) => ({ ...one, tag: flipped(one.tag) })],
  ['with members beside it', 'MALFORMED', (one) => ({ ...one, aad: 'AAAA' })],
  [
    'that says another of its algorithms',
    'UNOPENABLE',
    (one) => ({ ...one, protected: withHeader(one.protected, { enc: 'A128GCM' }) }),
  ],
  [
    'that says it is something else',
    'WRONG_TYPE',
    (one) => ({ ...one, protected: withHeader(one.protected, { typ: 'relink-reply+jwe' }) }),
  ],
];

function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

function withHeader(part: string, change: object): string {
  const header = JSON.parse(Buffer.from(part, 'base64url').toString()) as object; // of a JWE
  return Buffer.from(JSON.stringify({ ...header, ...change })).toString('base64url');
}
