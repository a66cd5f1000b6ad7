import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createLogger } from '../log/logger.ts';
import { newestValid } from '../sealing/dated-key.ts';
import { loadKeys, publicKeys } from '../sealing/keys.ts';
import { readPinnedKeys } from '../sealing/pinned-keys.ts';
import { toyFolder, toyParty } from '../sealing/toy-parties.ts';
import type { ToyParty } from '../sealing/toy-parties.ts';
import { acceptKeys } from './accept-keys.ts';
import { createKeys } from './create-keys.ts';
import { describeKeys } from './describe-keys.ts';
import { openKeyRing } from './key-ring.ts';
import type { KeysConfig } from './load-service-keys.ts';
import { rotateKeys } from './rotate-keys.ts';

const NOW = new Date('2026-03-02T09:00:00.750Z');
const AT_ONCE = { notice: 0, overlap: 0 };
const AS_USUAL = { notice: 7, overlap: 7 };

let config: KeysConfig;
let keyFile: string;
let pinnedDir: string;
let mall: ToyParty;

beforeEach(async () => {
  const folder = await toyFolder();
  keyFile = join(folder, 'keys', 'police.jwks.json');
  pinnedDir = join(folder, 'pinned');
  config = { keys: { file: keyFile, text: undefined }, pinnedKeysDir: pinnedDir };
  await createKeys({ code: 'police' }, config);
  mall = await toyParty('mall');
});

/** A file as another administrator would send it. */
async function sent(jwks: object): Promise<string> {
  const file = join(await toyFolder(), 'received.json');
  await writeFile(file, JSON.stringify(jwks));
  return file;
}

async function accept(jwks: object, fingerprints: readonly string[], code = 'mall') {
  await acceptKeys('police', config, { file: await sent(jwks), code, fingerprints });
}

async function publicHalf() {
  return (await readPinnedKeys(pinnedDir)).get('police')?.jwks.keys ?? [];
}

function kidsOf(party: ToyParty): string[] {
  return publicKeys(party.own).keys.map(({ kid }) => kid);
}

test('a rotation writes new keys before the old ones, dated, in both halves alike', async () => {
  const [sig, enc] = await publicHalf();
  await rotateKeys('police', config, AS_USUAL, NOW);
  const keys = await publicHalf();
  const from = '2026-03-09T09:00:00.000Z';
  const until = '2026-03-16T09:00:00.000Z';
  expect(keys).toMatchObject([
    ...[
      { use: 'sig', validFrom: from },
      { use: 'enc', validFrom: from },
    ],
    ...[
      { ...sig, retiredAt: until },
      { ...enc, retiredAt: until },
    ],
  ]);
  expect(publicKeys(await loadKeys(keyFile)).keys).toEqual(keys);
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(keyFile, '..'))).toEqual(['police.jwks.json']);
  expect(await readdir(pinnedDir)).toEqual(['police.json']);
});

test('a rotation at once signs with the new key within the same second', async () => {
  const old = (await publicHalf())[0]?.kid;
  await rotateKeys('police', config, AT_ONCE, NOW);
  const own = await loadKeys(keyFile);
  const second = new Date(Math.floor(NOW.getTime() / 1000) * 1000);
  expect(newestValid(own.signing, second)?.kid).not.toBe(old);
  expect(own.signing).toHaveLength(2);
});

test('keys that are not in a file of one’s own are not rotated', async () => {
  const text = await readFile(keyFile, 'utf8');
  const given = { ...config, keys: { file: undefined, text } };
  await expect(rotateKeys('police', given, AS_USUAL, NOW)).rejects.toThrow('Set KEYS_FILE');
  const missing = { ...config, keys: { file: `${keyFile}x`, text: undefined } };
  await expect(rotateKeys('police', missing, AS_USUAL, NOW)).rejects.toThrow('is not there');
  expect(await publicHalf()).toHaveLength(2);
});

test('what administrators compare names every fingerprint, its state and its dates', async () => {
  await rotateKeys('police', config, AS_USUAL, NOW);
  const keys = await publicHalf();
  const linesAt = (day: string) => describeKeys('police', { keys }, new Date(day));
  const [newSig = '', newEnc = '', oldSig = '', oldEnc = ''] = keys.map(({ kid }) => kid);
  const [from, until] = ['from 2026-03-09T09:00:00.000Z', 'until 2026-03-16T09:00:00.000Z'];
  expect(linesAt('2026-03-02T09:00:00Z')).toEqual([
    `police  sig  ${newSig}  not yet  ${from}`,
    `police  enc  ${newEnc}  not yet  ${from}`,
    `police  sig  ${oldSig}  in use  ${until}`,
    `police  enc  ${oldEnc}  in use  ${until}`,
  ]);
  const states = (day: string) => linesAt(day).map((line) => line.split('  ')[3]);
  expect(states('2026-03-10T09:00:00Z')).toEqual(['in use', 'in use', 'accepted', 'accepted']);
  expect(states('2026-03-16T09:00:00Z')).toEqual(['in use', 'in use', 'retired', 'retired']);
});

test('the keys of a party are pinned when every fingerprint was read out', async () => {
  await accept(publicKeys(mall.own), kidsOf(mall));
  expect((await readPinnedKeys(pinnedDir)).get('mall')?.jwks).toEqual(publicKeys(mall.own));
});

test('keys are not pinned with a wrong fingerprint, one too few or one too many', async () => {
  const thief = await toyParty('mall');
  const [sig = '', enc = ''] = kidsOf(mall);
  const nothing = 'nothing was accepted';
  await expect(accept(publicKeys(thief.own), [sig, enc])).rejects.toThrow(nothing);
  await expect(accept(publicKeys(mall.own), [sig])).rejects.toThrow(nothing);
  await expect(accept(publicKeys(mall.own), [])).rejects.toThrow(nothing);
  await expect(accept(publicKeys(mall.own), [sig, enc, kidsOf(thief)[0] ?? ''])).rejects.toThrow(
    nothing,
  );
  const { keys } = publicKeys(mall.own);
  const renamed = keys.map((jwk, at) => ({ ...jwk, x: publicKeys(thief.own).keys[at]?.x }));
  await expect(accept({ keys: renamed }, [sig, enc])).rejects.toThrow('thumbprint');
  expect(await readdir(pinnedDir)).toEqual(['police.json']);
});

test('a file for oneself, with another’s key, a private key or no keys is not accepted', async () => {
  await accept(publicKeys(mall.own), kidsOf(mall));
  await expect(accept(publicKeys(mall.own), kidsOf(mall), 'market')).rejects.toThrow(
    'pinned for mall',
  );
  await expect(accept(publicKeys(mall.own), kidsOf(mall), 'police')).rejects.toThrow('own keys');
  await expect(accept(publicKeys(mall.own), kidsOf(mall), '../mall')).rejects.toThrow('--code');
  const own: unknown = JSON.parse(await readFile(keyFile, 'utf8'));
  await expect(accept(own ?? {}, kidsOf(mall), 'market')).rejects.toThrow('private key');
  await expect(accept({ keys: [] }, kidsOf(mall), 'market')).rejects.toThrow('does not hold');
  expect((await readdir(pinnedDir)).sort()).toEqual(['mall.json', 'police.json']);
});

test('of rotated keys the new ones need a fingerprint, and the old ones’ end is taken over', async () => {
  await accept(publicKeys(mall.own), kidsOf(mall));
  const next = await toyParty('mall');
  const retiredAt = '2026-03-16T09:00:00.000Z';
  const old = publicKeys(mall.own).keys.map((jwk) => ({ ...jwk, retiredAt }));
  const rotated = { keys: [...publicKeys(next.own).keys, ...old] };
  await expect(accept(rotated, kidsOf(mall))).rejects.toThrow('no --fingerprint names');
  await accept(rotated, kidsOf(next));
  expect((await readPinnedKeys(pinnedDir)).get('mall')?.jwks).toEqual(rotated);
});

test('a file that gives a retired key its life back does not get it', async () => {
  const [early, late] = ['2026-03-16T09:00:00.000Z', '2027-03-16T09:00:00.000Z'];
  const dated = (dates: object) => ({
    keys: publicKeys(mall.own).keys.map((jwk) => ({ ...jwk, ...dates })),
  });
  await accept(dated({ validFrom: '2026-03-02T09:00:00.000Z', retiredAt: early }), kidsOf(mall));
  for (const dates of [{}, { retiredAt: late }, { validFrom: '2025-03-02T09:00:00.000Z' }]) {
    await accept(dated(dates), kidsOf(mall));
    const { jwks } = (await readPinnedKeys(pinnedDir)).get('mall') ?? mall.pinned;
    expect(jwks.keys).toEqual(
      dated({ validFrom: '2026-03-02T09:00:00.000Z', retiredAt: early }).keys,
    );
  }
});

test('a running service takes changed keys over within ten seconds and keeps broken ones out', async () => {
  const clock = { at: NOW.getTime() };
  const lines: string[] = [];
  const log = createLogger('police', 'info', { write: (line) => void lines.push(line) });
  const ring = await openKeyRing({ config, log, now: () => new Date(clock.at) });
  const wait = async (milliseconds: number) => {
    clock.at += milliseconds;
    const { own, pinned } = await ring();
    return { signing: own.signing.length, parties: [...pinned.keys()].sort() };
  };
  const before = { signing: 1, parties: ['police'] };
  await accept(publicKeys(mall.own), kidsOf(mall));
  await rotateKeys('police', config, AS_USUAL, NOW);
  expect(await wait(9_999)).toEqual(before);
  const after = { signing: 2, parties: ['mall', 'police'] };
  expect(await wait(1)).toEqual(after);
  await writeFile(join(pinnedDir, 'mall.json'), '{"keys":');
  expect(await wait(10_000)).toEqual(after);
  expect(lines.at(-1)).toContain('mall.json does not hold JSON');
  await writeFile(join(pinnedDir, 'mall.json'), JSON.stringify(publicKeys(mall.own)));
  expect(await wait(10_000)).toEqual(after);
});

test('a key file that went away under a running service is not made anew', async () => {
  const clock = { at: NOW.getTime() };
  const log = createLogger('police', 'silent');
  const ring = await openKeyRing({ config, log, now: () => new Date(clock.at) });
  const { own } = await ring();
  await rename(keyFile, join(pinnedDir, '..', 'moved.jwks.json'));
  clock.at += 10_000;
  expect((await ring()).own).toBe(own);
  expect(await readdir(join(keyFile, '..'))).toEqual([]);
});
