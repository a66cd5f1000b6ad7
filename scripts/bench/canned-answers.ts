import { randomBytes, randomUUID } from 'node:crypto';
import { CANNED_AGENCIES } from './canned-graph.ts';

/**
 * Bytes of base64url text in an envelope and in a sealed reply. Measured on sealed messages: what
 * keys and signatures take, and what a party adds (its JSON twice in base64url).
 */
const ENVELOPE = { fixed: 2_170, party: 330 };
const REPLY = { fixed: 900, party: 600 };

/** Where a party that is found stands. */
const MATCHING: ReadonlySet<string> = new Set(['police', 'population']);

export type CannedAnswers = {
  /** The court's answer to the mutation: an inquiry. */
  inquiry: string;
  /** The court's answer to the merged entity. */
  repairs: string;
  /** Each agency's answer. */
  replyOf(code: string): string;
};

/** Answers of realistic size for an envelope of so many parties. */
export function cannedAnswers(parties: number): CannedAnswers {
  const envelope = envelopeOf(ENVELOPE.fixed + parties * ENVELOPE.party);
  const repairs = Array.from({ length: parties }, (_, index) => repairOf(index));
  const reply = {
    status: 'ANSWERED',
    answeredAt: '2026-11-20T08:00:00.000Z',
    sealed: sealedText(REPLY.fixed + parties * REPLY.party),
  };
  return {
    inquiry: JSON.stringify({ data: { runRepairs: { __typename: 'Inquiry', envelope } } }),
    repairs: JSON.stringify({ data: { _entities: [{ __typename: 'Inquiry', repairs }] } }),
    replyOf: (code) =>
      JSON.stringify({ data: { _entities: [{ __typename: 'Inquiry', [code]: reply }] } }),
  };
}

function sealedText(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

/** A JWE in general JSON form (RFC 7516 §7.2.1), one recipient an agency, as a text. */
function envelopeOf(length: number): string {
  const recipients = CANNED_AGENCIES.map((kid) => ({
    header: { kid, alg: 'ECDH-ES+A256KW', epk: { kty: 'OKP', crv: 'X25519', x: sealedText(43) } },
    encrypted_key: sealedText(54),
  }));
  const named = Buffer.from(JSON.stringify({ enc: 'A256GCM', inquiry: randomUUID() }));
  const fixed = {
    protected: named.toString('base64url'),
    iv: sealedText(16),
    tag: sealedText(22),
    recipients,
  };
  const rest = Math.max(0, length - JSON.stringify(fixed).length);
  return JSON.stringify({ ...fixed, ciphertext: sealedText(rest) });
}

/**
 * One party in three is not found. The others stand in two registers and have, on the average, the
 * number of contacts that the sample's have: 1.2 phones and 2.5 addresses.
 */
function repairOf(index: number) {
  const found = index % 3 !== 2;
  return {
    id: `repair-${String(index)}`,
    caseNo: `（2026）浙0782民初${String(10_000 + index)}号`,
    partyRef: `P${String(index).padStart(4, '0')}`,
    status: found ? 'FOUND' : 'NOT_FOUND',
    flags: found && index % 7 === 0 ? ['NAME_VARIANT'] : [],
    problems: [],
    agencies: CANNED_AGENCIES.map((agency) => answerOf(agency, found && MATCHING.has(agency))),
    contacts: found ? contactsOf(index) : [],
    leftOut: [],
  };
}

function answerOf(agency: string, matched: boolean) {
  const verdict = matched ? 'MATCH' : 'NOT_HELD';
  return {
    agency,
    status: 'ANSWERED',
    outcome: matched ? 'MATCHED' : 'NO_RECORD',
    nameReason: null,
    elements: { name: verdict, idNumber: verdict, phone: 'NOT_ASKED' },
    evidence: matched
      ? [
          { element: 'name', verdict, bits: 10.2 },
          { element: 'idNumber', verdict, bits: 9.9 },
        ]
      : [],
  };
}

function contactsOf(index: number) {
  const phones = index % 4 === 0 ? 2 : 1;
  const addresses = index % 2 === 0 ? 2 : 3;
  return [
    ...Array.from({ length: phones }, (_, at) =>
      contactOf(`${String(index)}-${String(at)}`, 'PHONE'),
    ),
    ...Array.from({ length: addresses }, (_, at) =>
      contactOf(`${String(index)}-${String(at)}`, 'ADDRESS'),
    ),
  ];
}

function contactOf(id: string, kind: string) {
  const source = {
    agency: 'population',
    basis: 'RESIDENCE_REGISTRATION',
    observedOn: '2026-05-04',
  };
  return {
    id: `${id}-${kind}`,
    kind,
    rank: 5,
    rule: 'HABITUAL_RESIDENCE',
    basis: source.basis,
    source: source.agency,
    observedOn: source.observedOn,
    reasons: ['registered for a year or more'],
    masked: kind === 'PHONE' ? '138****5678' : '浙江省义乌市稠城街道****',
    sources: [source],
  };
}
