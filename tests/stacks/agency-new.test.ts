import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { leftRunning } from '../support/left-running.ts';
import { readJsonLines } from '../support/json-lines.ts';
import { sampleAnswers } from '../support/run-sample.ts';
import { sampleRows, writeLines } from '../support/party-list.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { treeCopy } from '../support/tree-copy.ts';

// what an engineer does who lets an agency join, in a copy of the tree
const folder = await tempFolder();
const tree = await treeCopy();
const home = join(folder.path, 'home');
const out = join(folder.path, 'result.jsonl');
const LONG = 600_000;

beforeAll(async () => {
  await tree.node('scripts/agency-new.ts', 'lodging', '--title', 'Lodging, inns and hotels');
  await tree.node('scripts/compose.ts');
}, LONG);

afterAll(async () => {
  await tree[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test(
  'a new agency fits in: types, lint, format, conformance, migrations and the schema',
  async () => {
    const inTree = (path: string) => join(tree.path, path);
    const config = {
      extends: './tsconfig.json',
      include: [],
      files: ['subgraphs/lodging/main.ts', 'subgraphs/lodging/register.test.ts'],
    };
    await writeFile(inTree('tsconfig.lodging.json'), JSON.stringify(config));
    const bin = (name: string) => join('node_modules', ...name.split('/'));
    await tree.node(bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.lodging.json');
    await tree.node(bin('eslint/bin/eslint.js'), 'subgraphs/lodging', '--max-warnings', '0');
    await tree.node(bin('prettier/bin/prettier.cjs'), '--check', 'subgraphs/lodging');
    // what an agency must do, and its own test
    const only = ['--project', 'unit', 'subgraphs/lodging', 'tests/conformance'];
    const named = ['--reporter=verbose', '-t', 'lodging|found by ID number'];
    const { stdout } = await tree.node(bin('vitest/vitest.mjs'), 'run', ...only, ...named);
    expect(stdout).toMatch(/✓.*lodging passes the suite that any agency must pass/u);
    expect(stdout).toMatch(/✓.*a person is found by ID number and by phone/u);
    await tree.node('scripts/check/migrations.ts');
    await tree.node('scripts/compose.ts', '--check');
    const client = await readFile(inTree('schema/generated/client.graphql'), 'utf8');
    expect(client).toMatch(/lodging: AgencyReply/u);
  },
  LONG,
);

test(
  'it answers a real inquiry at once, and who has no register is not asked',
  async () => {
    const { header, rows } = await sampleRows();
    const clean = sampleAnswers().find(({ category }) => category === 'clean');
    const known = rows.find((row) => row.includes(`,${clean?.party_ref ?? ''},`)) ?? '';
    const guest = '（2026）浙0782民初77777号,guest,DEFENDANT,PERSON,样例一,,,,13957900091,';
    const parties = await writeLines(folder.path, 'parties.csv', [header, guest, known]);
    const registers = join(folder.path, 'registers');
    await mkdir(registers);
    await copyFile(join(tree.path, 'subgraphs/lodging/sample.csv'), join(registers, 'lodging.csv'));
    await copyFile(join(SAMPLE, 'registers', 'police.csv'), join(registers, 'police.csv'));
    const where = ['--home', home, '--parties', parties, '--registers', registers];
    const args = [...where, '--as-of', '2026-11-20', '--json', out];
    await writeFile(join(registers, 'lodgings.csv'), '');
    const { stdout, stderr } = await tree.node('scripts/repair.ts', ...args);
    expect(stdout).toMatch(/Not asked.*complaints, mall, market, population, telecom/u);
    expect(stderr).toMatch(/Of nobody here, and not read: lodgings\.csv\. .*lodging\.csv, mall/u);
    const [guestLine, knownLine] = await readJsonLines(out);
    expect(guestLine).toMatchObject({ partyRef: 'guest', status: 'FOUND', flags: [] });
    const sources = guestLine?.contacts.map(({ kind, source }) => [kind, source]);
    expect(sources).toEqual([
      ['PHONE', 'lodging'],
      ['ADDRESS', 'lodging'],
    ]);
    expect(knownLine).toMatchObject({ status: 'FOUND' });
    for (const line of [guestLine, knownLine]) {
      expect(Object.keys(line?.agencies ?? {}).sort()).toEqual(['lodging', 'police']);
    }
    expect(await leftRunning(home)).toEqual([]);
  },
  LONG,
);
