import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TEST_KEYS } from '../../schema/contract/test-keys.ts';
import { refusedByPolicy } from '../../subgraphs/kit/agency/agency-policy.ts';
import { toyPolicy } from '../../subgraphs/kit/agency/toy-policy.ts';
import { createCallKeys } from '../../subgraphs/kit/channel/call-key.ts';
import { createCallVerifier } from '../../subgraphs/kit/channel/verify-call.ts';
import { openReply } from '../../subgraphs/kit/sealing/open-reply.ts';
import { openWarrant } from '../../subgraphs/kit/sealing/open-warrant.ts';
import { ownParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import type { PinnedParty } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { endsOf } from '../conformance/forge-call.ts';
import { readParty, readPublicParty, publicKeysFile } from '../conformance/party.ts';
import type { Party } from '../conformance/party.ts';
import { VECTORS } from '../conformance/vector-files.ts';
import { callsSchema, envelopesSchema, repliesSchema } from './shapes.ts';
import { TEST_KEYS_FOLDER, TEST_PARTIES } from './test-keys.ts';

/** A vector and what our own code makes of it: the code of a refusal, or `ANSWERED`. */
export type Verdict = { file: string; name: string; expected: string; found: string };

const ANSWERED = 'ANSWERED';

/**
 * Opens what the published vectors hold, with the published keys. The vectors themselves differ each
 * time they are made, since key agreement and nonces are random; what becomes of them does not.
 */
export async function checkVectors(): Promise<Verdict[]> {
  const [agency, court, gateway] = await Promise.all([
    readParty(TEST_KEYS_FOLDER, 'agency'),
    readParty(TEST_KEYS_FOLDER, 'court'),
    readParty(TEST_KEYS_FOLDER, 'gateway'),
  ]);
  return [
    ...(await checkKeys()),
    ...(await checkEnvelopes(agency, [court, gateway])),
    ...(await checkCalls(agency, gateway)),
    ...(await checkReplies(court, agency)),
  ];
}

/** Each published key is known as such, and its public half fits. */
async function checkKeys(): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const code of TEST_PARTIES) {
    const { pinned } = await readParty(TEST_KEYS_FOLDER, code);
    const half = await readPublicParty(publicKeysFile(TEST_KEYS_FOLDER, code), code);
    const kids = pinned.jwks.keys.map(({ kid }) => kid);
    const halves = half.jwks.keys.map(({ kid }) => kid);
    const fits = kids.every((kid) => TEST_KEYS.has(kid) && halves.includes(kid));
    verdicts.push({
      ...{ file: `keys/${code}.jwks.json`, name: 'known as published, with its public half' },
      ...{ expected: 'true', found: String(fits) },
    });
  }
  return verdicts;
}

async function checkEnvelopes(agency: Party, pinned: readonly Party[]): Promise<Verdict[]> {
  const file = 'envelopes.json';
  const { cases } = envelopesSchema.parse(await read(file));
  const verdicts = cases.map(async ({ name, at, envelope, seen, refusal, claims }) => {
    const reader = { code: agency.code, own: agency.own, now: new Date(at) };
    const opened = await openWarrant(envelope, {
      ...reader,
      signers: pinned.map((party) => party.pinned),
    });
    const found = opened.ok
      ? (refusedByPolicy(toyPolicy(), opened.warrant) ??
        (seen.includes(opened.warrant.jti) ? 'REPLAYED' : ANSWERED))
      : opened.code;
    const same =
      claims === undefined || (opened.ok && isSame(opened.warrant, claims)) ? '' : ' otherwise';
    return { file, name, expected: refusal ?? ANSWERED, found: `${found}${same}` };
  });
  return Promise.all(verdicts);
}

async function checkCalls({ code, own }: Party, gateway: Party): Promise<Verdict[]> {
  const file = 'calls.json';
  const { audience, key, body, cases } = callsSchema.parse(await read(file));
  const verdicts = cases.map(async ({ name, at, call, retiredAt, refusal }) => {
    const now = () => new Date(at);
    const ring = { own, pinned: new Map([[gateway.code, retire(gateway.pinned, retiredAt)]]) };
    // a verifier of its own each: a call is taken once
    const verify = createCallVerifier({ audience: code, keys: () => Promise.resolve(ring), now });
    const verdict = await verify(call ?? undefined, Buffer.from(body));
    const found = verdict.ok ? ANSWERED : verdict.code;
    return { file, name, expected: refusal ?? ANSWERED, found };
  });
  const agreed = await createCallKeys()(endsOf({ gateway, agency: ownParty(code, own) }));
  return [
    { file, name: 'for the reader of the envelopes', expected: code, found: audience },
    {
      ...{ file, name: 'what both ends agree on', expected: key },
      found: agreed.secret.export().toString('base64url'),
    },
    ...(await Promise.all(verdicts)),
  ];
}

function retire(party: PinnedParty, at: string | undefined): PinnedParty {
  const retiredAt = at === undefined ? undefined : new Date(at);
  return { ...party, sealing: party.sealing.map((key) => ({ ...key, retiredAt })) };
}

async function checkReplies(court: Party, agency: Party): Promise<Verdict[]> {
  const file = 'replies.json';
  const { cases } = repliesSchema.parse(await read(file));
  const verdicts = cases.map(async ({ name, at, inquiry, sealed, refusal, claims }) => {
    const reader = { code: court.code, own: court.own, agency: agency.pinned };
    const opened = await openReply(sealed, { ...reader, inquiries: [inquiry], now: new Date(at) });
    const found = opened.ok ? ANSWERED : opened.code;
    const same =
      claims === undefined || (opened.ok && isSame(opened.reply, claims)) ? '' : ' otherwise';
    return { file, name, expected: refusal ?? ANSWERED, found: `${found}${same}` };
  });
  return Promise.all(verdicts);
}

async function read(file: string): Promise<unknown> {
  return JSON.parse(await readFile(join(VECTORS, file), 'utf8'));
}

function isSame(one: object, other: object): boolean {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort());
  return sorted(one) === sorted(other);
}
