import { createHash } from 'node:crypto';
import type { Reply } from '../../schema/contract/reply.ts';
import type { Warrant } from '../../schema/contract/warrant.ts';
import { readKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { generateKeys } from '../../subgraphs/kit/sealing/generate-keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { sealReply } from '../../subgraphs/kit/sealing/seal-reply.ts';
import { CALL_CASES } from '../conformance/call-cases.ts';
import { ENVELOPE_CASES } from '../conformance/envelope-cases.ts';
import { AS_OF, sealClaims, warrantOf } from '../conformance/forge-envelope.ts';
import { agreedKey } from '../conformance/forge-call.ts';
import type { Forger } from '../conformance/forge-envelope.ts';
import { readParty } from '../conformance/party.ts';
import type { Party } from '../conformance/party.ts';
import { signCallsAs } from '../conformance/sign-calls.ts';
import type { CallVectors, EnvelopeVectors, ReplyVectors } from './shapes.ts';
import { TEST_KEYS_FOLDER } from './test-keys.ts';

/** The instant at which every vector was made. */
const MADE_AT = '2026-11-20T01:00:00Z';
const AT = Date.parse(MADE_AT) / 1000;

/** What is signed by or sealed to the published test keys, by file name. */
export async function makeVectors(): Promise<Map<string, object>> {
  const [agency, court, gateway] = await Promise.all([
    readParty(TEST_KEYS_FOLDER, 'agency'),
    readParty(TEST_KEYS_FOLDER, 'court'),
    readParty(TEST_KEYS_FOLDER, 'gateway'),
  ]);
  const stranger = await readKeys(writeJwks(await generateKeys()));
  const of = { court, gateway, stranger, agency: agency.pinned, at: () => AT };
  return new Map<string, object>([
    ['envelopes.json', await envelopes(of)],
    ['calls.json', await calls({ ...of, newId: () => idOf('call') })],
    ['replies.json', await replies(agency, court)],
  ]);
}

async function envelopes(of: Omit<Forger, 'newId'>): Promise<EnvelopeVectors> {
  const cases: EnvelopeVectors['cases'] = [];
  const add = async (name: string, refusal: string | undefined, make: () => Promise<string>) => {
    const envelope = await make();
    cases.push({ name, at: MADE_AT, envelope, seen: [], refusal: refusal ?? null });
  };
  for (const { name, refusal, make } of ENVELOPE_CASES) {
    await add(name, refusal, () => make({ ...of, newId: () => idOf(name) }));
  }
  const claims = (name: string, change: Partial<Warrant> = {}): Warrant =>
    warrantOf({ ...of, newId: () => idOf(name) }, change);
  const whole = claims('whole');
  const first = await sealClaims({ ...of, newId: () => whole.jti }, whole);
  cases.push({
    ...{ name: 'met for the first time', at: MADE_AT },
    envelope: first,
    seen: [],
    refusal: null,
    claims: whole,
  });
  cases.push({
    ...{ name: 'met again', at: MADE_AT },
    envelope: first,
    seen: [whole.jti],
    refusal: 'REPLAYED',
  });
  const last = claims('last second');
  const late = await sealClaims({ ...of, newId: () => last.jti }, last);
  const one = (name: string, seconds: number, refusal: string | null) => ({
    ...{ name, at: new Date((AT + seconds) * 1000).toISOString() },
    ...{ envelope: late, seen: [], refusal },
  });
  cases.push(
    one('in the last second of its time', 599, null),
    one('in the second after', 600, 'EXPIRED'),
  );
  return { reader: 'agency', cases };
}

async function calls(forger: Forger): Promise<CallVectors> {
  const body = '{"query":"{ _service { sdl } }"}';
  const cases: CallVectors['cases'] = [];
  for (const { name, refusal, make } of CALL_CASES) {
    const call = (await make(forger, body)) ?? null;
    cases.push({ name, at: MADE_AT, call, refusal: refusal ?? null });
  }
  const call = await signCallsAs(forger.gateway, forger.agency, () => new Date(AT * 1000))(body);
  const retired = (name: string, seconds: number, refusal: string | null) => ({
    ...{ name, at: MADE_AT, call, refusal },
    retiredAt: new Date((AT + seconds) * 1000).toISOString(),
  });
  cases.push(
    retired("in the last second of the gateway's key", 1, null),
    retired('in the second after', 0, 'RETIRED_KEY'),
  );
  const key = (await agreedKey(forger)).toString('base64url');
  return { audience: 'agency', key, body, cases };
}

async function replies(agency: Party, court: Party): Promise<ReplyVectors> {
  const inquiry = idOf('inquiry');
  const claims: Reply = {
    ...{ iss: 'agency', aud: 'court', iat: AT, exp: AT + 600, jti: idOf('reply'), inquiry },
    answers: [
      {
        ...{ ref: '1', outcome: 'MATCHED' },
        elements: { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' },
        contacts: [
          {
            ...{ kind: 'ADDRESS', value: '浙江省义乌市稠城街道试验路101号' },
            ...{ basis: 'RESIDENCE_REGISTRATION', observedOn: AS_OF },
          },
        ],
      },
    ],
  };
  const seal = (change: Partial<Reply> = {}, by = agency) =>
    sealReply({ ...claims, ...change }, by.own, court.pinned);
  const made: [string, string | null, Promise<string>][] = [
    ['a sound reply', null, seal()],
    ['answers another inquiry', 'WRONG_INQUIRY', seal({ inquiry: idOf('another inquiry') })],
    ['is for another court', 'WRONG_AUDIENCE', seal({ aud: 'high-court' })],
    ['is of another agency', 'WRONG_ISSUER', seal({ iss: 'customs' })],
    ['is signed by another', 'UNKNOWN_KEY', seal({}, court)],
    ['has expired', 'EXPIRED', seal({ iat: AT - 600, exp: AT })],
  ];
  const cases = made.map(async ([name, refusal, sealed]) => ({
    ...{ name, at: MADE_AT, inquiry, sealed: await sealed, refusal },
    ...(refusal === null ? { claims } : {}),
  }));
  return { reader: 'court', agency: 'agency', cases: await Promise.all(cases) };
}

/** A UUID that is the same each time. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
