import { compactDecrypt, exportJWK, generalDecrypt, generateKeyPair } from 'jose';
import type { CryptoKey, GeneralJWE, JWK } from 'jose';
import { inject } from 'vitest';
import type { OwnKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { AGENCIES } from './agencies.ts';
import { findLeaks } from './find-leaks.ts';
import { ownKeysOf } from './hostile-envelopes.ts';
import { httpMessages } from './http-messages.ts';
import type { HttpMessage } from './http-messages.ts';
import { recordedHub } from './recorded-hub.ts';
import { sampleSecrets } from './sample-secrets.ts';
import { heardSoFar } from './signed-call.ts';

/** The headers that say who asks, as they went by. */
export type People = { authorization: string; dpop: string };

/** What went by, of which somebody could make use. */
export type Captured = {
  people: People[];
  envelopes: string[];
  /** Sealed, by agency. */
  replies: Record<string, string[]>;
  /** Contacts that were opened, each sealed to whoever asked. */
  revealed: string[];
  /** Under which id the court was asked, by proof. */
  requestIds: Map<string, string>;
};

/** Whoever controls the gateway's process: its keys, and all that goes in and out. */
export type EvilHub = AsyncDisposable & {
  /** Where clients go, without a path. */
  url: string;
  /** The gateway's own. */
  keys: OwnKeys;
  captured(): Captured;
  /** Whether anything it has opens this: a compact JWE or an envelope. */
  opens(sealed: string): Promise<boolean>;
  /** A key of its own that a contact could be sealed to. */
  ownKey: { publicJwk: JWK; privateKey: CryptoKey };
  /** Which of the sample's names, numbers, phones and addresses stand in anything it ever saw. */
  leaks(): Promise<string[]>;
};

export async function evilHub(): Promise<EvilHub> {
  const hub = await recordedHub();
  const keys = await ownKeysOf(inject('sample').home, 'gateway');
  const own = await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true });
  const opening = [...[...keys.opening.values()].map(({ key }) => key), own.privateKey];
  return {
    ...{ url: hub.url, keys },
    ownKey: { publicJwk: await exportJWK(own.publicKey), privateKey: own.privateKey },
    captured: () => capturedFrom(hub.recordedBy()),
    opens: async (sealed) => {
      const tries = opening.map((key) => decrypt(sealed, key));
      return (await Promise.all(tries)).includes(true);
    },
    leaks: async () => {
      const secrets = await sampleSecrets();
      const seen = Buffer.concat([hub.recorded(), Buffer.from(hub.log()), heardSoFar()]);
      return [...findLeaks(seen, secrets)].map((at) => secrets[at] ?? '');
    },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

async function decrypt(sealed: string, key: CryptoKey): Promise<boolean> {
  try {
    // an envelope is a JWE in general JSON form; anything else fails to open
    if (sealed.startsWith('{')) await generalDecrypt(JSON.parse(sealed) as GeneralJWE, key);
    else await compactDecrypt(sealed, key);
    return true;
  } catch {
    return false;
  }
}

function capturedFrom(recorded: Record<string, Buffer>): Captured {
  const messages = Object.fromEntries(
    Object.entries(recorded).map(([code, bytes]) => [code, httpMessages(bytes)]),
  );
  const { client = [], court = [] } = messages;
  const agencies = Object.fromEntries(
    Object.entries(messages).filter(([code]) => AGENCIES.includes(code)),
  );
  const asked = Object.values(agencies).flat();
  return {
    people: client.flatMap(peopleOf),
    envelopes: [...new Set(asked.flatMap(({ body }) => membersOf(body, 'envelope')))],
    replies: Object.fromEntries(
      Object.entries(agencies).map(([code, all]) => [
        code,
        all.flatMap(({ body }) => membersOf(body, 'sealed')),
      ]),
    ),
    revealed: client.flatMap(({ body }) => membersOf(body, 'revealContact')),
    requestIds: new Map(court.flatMap(requestIdOf)),
  };
}

function peopleOf({ headers }: HttpMessage): People[] {
  const { authorization, dpop } = headers;
  return authorization === undefined || dpop === undefined ? [] : [{ authorization, dpop }];
}

function requestIdOf({ headers }: HttpMessage): [string, string][] {
  const { dpop, 'relink-call': call } = headers;
  const claims = Buffer.from(call?.split('.')[1] ?? '', 'base64url').toString();
  const [rid] = membersOf(claims, 'rid');
  return dpop === undefined || rid === undefined ? [] : [[dpop, rid]];
}

/** Every text of this name, however deep it stands in JSON. */
function membersOf(json: string, name: string): string[] {
  const found: string[] = [];
  const collect = (key: string, value: unknown): unknown => {
    if (key === name && typeof value === 'string') found.push(value);
    return value;
  };
  if (json !== '') JSON.parse(json, collect);
  return found;
}
