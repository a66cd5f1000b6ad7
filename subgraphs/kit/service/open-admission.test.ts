import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createCallSigner } from '../channel/sign-call.ts';
import { ConfigError, readServiceConfig } from '../config/service-config.ts';
import { createLogger } from '../log/logger.ts';
import { loadOrCreateKeys, publicKeys } from '../sealing/keys.ts';
import { ownParty } from '../sealing/pinned-keys.ts';
import { toyFolder, toyParty, toyRing } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { openAdmission } from './open-admission.ts';

const log = createLogger('court', 'silent');
const PEOPLE = {
  OIDC_ISSUER: 'https://login.court.example',
  PUBLIC_URLS: 'https://relink.court.example/graphql',
};

let gateway: ToyParty;
let police: ToyParty;
let court: ToyParty;
let KEYS_FILE: string;

beforeAll(async () => {
  [gateway, police] = await Promise.all([toyParty('gateway'), toyParty('police')]);
  KEYS_FILE = join(await toyFolder(), 'court.jwks.json');
  const own = await loadOrCreateKeys(KEYS_FILE);
  court = { code: 'court', own, pinned: ownParty('court', own) };
});

/** A folder of pinned keys. */
async function pinned(...parties: ToyParty[]): Promise<string> {
  const folder = await toyFolder();
  for (const { code, own } of parties) {
    await writeFile(join(folder, `${code}.json`), JSON.stringify(publicKeys(own)));
  }
  return folder;
}

function open(servesPeople: boolean, env: NodeJS.ProcessEnv) {
  return openAdmission(
    { code: 'court', servesPeople },
    readServiceConfig({ KEYS_FILE, ...env }),
    log,
  );
}

test('a service takes the calls of the gateway whose keys are pinned', async () => {
  const PINNED_KEYS_DIR = await pinned(gateway, police);
  const { verifyCall, readCaller } = await open(false, { PINNED_KEYS_DIR });
  const body = Buffer.from('{}');
  const call = { body, requestId: 'r1', roles: [], scopes: [] };
  const sign = createCallSigner(toyRing(gateway, court, police), () => new Date());
  expect(await verifyCall(await sign({ ...call, audience: 'court' }), body)).toMatchObject({
    ok: true,
  });
  expect(await verifyCall(await sign({ ...call, audience: 'police' }), body)).toMatchObject({
    code: 'UNKNOWN_KEY',
  });
  expect(readCaller).toBeUndefined();
});

test('without keys of the gateway no service starts', async () => {
  const PINNED_KEYS_DIR = await pinned(police);
  await expect(open(false, { PINNED_KEYS_DIR })).rejects.toThrow(ConfigError);
  await expect(open(false, { PINNED_KEYS_DIR })).rejects.toThrow('keys of the gateway');
  await expect(open(false, {})).rejects.toThrow('PINNED_KEYS_DIR is not set');
});

test('a service that serves people does not start without a provider and an address', async () => {
  const PINNED_KEYS_DIR = await pinned(gateway);
  const { OIDC_ISSUER, PUBLIC_URLS } = PEOPLE;
  expect((await open(true, { PINNED_KEYS_DIR, ...PEOPLE })).readCaller).toBeDefined();
  const issuer = open(true, { PINNED_KEYS_DIR, PUBLIC_URLS });
  await expect(issuer).rejects.toThrow('OIDC_ISSUER is not set');
  const address = open(true, { PINNED_KEYS_DIR, OIDC_ISSUER });
  await expect(address).rejects.toThrow('PUBLIC_URLS is not set');
});

test('keys of the gateway that are rotated while the service runs are taken over', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const PINNED_KEYS_DIR = await pinned(gateway);
  const { verifyCall } = await open(false, { PINNED_KEYS_DIR });
  const next = await toyParty('gateway');
  const body = Buffer.from('{}');
  const call = { body, audience: 'court', requestId: 'r1', roles: [], scopes: [] };
  const sign = createCallSigner(toyRing(next, court), () => new Date());
  expect(await verifyCall(await sign(call), body)).toMatchObject({ code: 'UNKNOWN_KEY' });
  const file = join(PINNED_KEYS_DIR, 'gateway.json');
  await writeFile(`${file}.new`, JSON.stringify(publicKeys(next.own)));
  await rename(`${file}.new`, file);
  vi.setSystemTime(Date.now() + 10_000);
  expect(await verifyCall(await sign(call), body)).toMatchObject({ ok: true });
});
