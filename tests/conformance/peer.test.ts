import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VECTORS, readRegister } from '../../scripts/conformance/vector-files.ts';
import { findPython } from '../support/find-python.ts';
import { failuresOf, runConformance } from '../support/run-conformance.ts';
import { conformanceKeys } from '../support/served-agency.ts';
import { servedPeer } from '../support/served-peer.ts';
import type { PeerOptions } from '../support/served-peer.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** What is wrong with the peer, and where the suite finds it. */
const FAULTS: [fault: string, group: string, checks: string[]][] = [
  [
    'answers_twice',
    'envelopes',
    [
      'answers an envelope once',
      'refuses a warrant that comes again in a new envelope',
      'answers one of five envelopes alike that come at once',
    ],
  ],
  [
    'believes_anybody',
    'envelopes',
    [
      'refuses one that carries an altered signature',
      'refuses one that carries claims that were changed after signing',
    ],
  ],
  [
    'has_no_clock',
    'envelopes',
    [
      'refuses one that lives longer than ten minutes',
      'refuses one that was issued in the future',
      'refuses one that is not yet valid',
    ],
  ],
  [
    'lets_anybody_call',
    'calls',
    ['refuses a call without the header', 'refuses a call that it has taken before'],
  ],
  [
    'takes_any_tag',
    'calls',
    [
      'refuses a call with an altered tag',
      'refuses a call without a tag',
      'refuses a call with claims that were changed afterwards',
      'refuses a call under the key of another agency that says it is this one’s',
    ],
  ],
  [
    'finds_the_dead',
    'decisions',
    ['deceased: asked with a deceased person', 'minor: asked with a minor'],
  ],
  ['takes_any_name', 'decisions', ['same ID; name MISMATCH: asked with the ID under another name']],
  [
    'folds_everything',
    'decisions',
    ['same ID; name MISMATCH: asked with the ID under another name'],
  ],
  [
    'tells_of_others',
    'decisions',
    ['says nothing of anybody but the party, and of them only when matched'],
  ],
  [
    'verifies_and_tells',
    'decisions',
    ['says verdicts alone where no kind of contact is asked for'],
  ],
  [
    'gives_again_to_anybody',
    'resuming',
    [
      'gives no reply again to somebody else',
      'gives no reply again to an inquiry on another legal basis',
      'gives no reply again to an inquiry of the second hop',
      'gives no reply again to an inquiry as of another day',
      'gives no reply again to an inquiry for other kinds of contact',
      'gives no reply again to an inquiry about somebody else',
    ],
  ],
  ['answers_the_hub', 'calls', ['has said nothing readable of anybody']],
  ['quotes_its_errors', 'calls', ['has told nothing of its insides']],
];

const { command: python, missing } = await findPython();

describe.runIf(missing === undefined)('an agency in Python that shares no code with ours', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let keys: string;
  let options: PeerOptions;

  beforeAll(async () => {
    folder = await tempFolder();
    keys = await conformanceKeys(folder.path);
    const people = await readRegister(join(VECTORS, 'register.jsonl'));
    const own = join(folder.path, 'peer');
    await mkdir(own);
    options = { python: python ?? '', folder: own, pinned: join(keys, 'pinned'), people };
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const suiteOn = (url: string, ...more: string[]) =>
    runConformance(
      ['--url', url, '--code', 'peer', '--keys', keys, '--entries', '1000', ...more],
      join(folder.path, 'report.json'),
    );

  test('finds in every published vector what it says', async () => {
    const args = ['-m', 'unittest', 'test_vectors'];
    const { stderr } = await promisify(execFile)(python ?? '', args, {
      cwd: join(import.meta.dirname, 'peer'),
      env: { PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect(stderr).toMatch(/^OK$/mu);
  });

  test('passes the suite that any agency must pass, and expresses all of the register', async () => {
    await using peer = await servedPeer(options);
    const said = await suiteOn(peer.url);
    expect(failuresOf(said)).toEqual([]);
    expect(said.code).toBe(0);
    expect(said.report?.left).toEqual([]);
    // its own log names nobody either
    const { people } = options;
    expect(people.filter(({ name }) => peer.said().includes(name))).toEqual([]);
  }, 240_000);

  test.each(FAULTS)(
    'with the fault %s it fails, in %s',
    async (fault, group, checks) => {
      await using peer = await servedPeer({ ...options, fault });
      const said = await suiteOn(peer.url, '--only', group);
      expect(said.code).toBe(1);
      const failed = said.report?.checks.filter(({ passed }) => !passed) ?? [];
      expect(failed.map(({ name }) => name)).toEqual(expect.arrayContaining(checks));
      expect(failuresOf(said)).toHaveLength(failed.length);
      expect(said.stdout.trimEnd()).toMatch(new RegExp(`, ${String(failed.length)} failed$`, 'u'));
    },
    120_000,
  );
});
