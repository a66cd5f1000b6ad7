import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listSubgraphs } from '../../scripts/compose/list-subgraphs.ts';
import { failuresOf, runConformance } from '../support/run-conformance.ts';
import { conformanceKeys, servedAgency } from '../support/served-agency.ts';
import { tempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const agencies = (await listSubgraphs(root)).filter((code) =>
  existsSync(join(root, 'subgraphs', code, 'register.ts')),
);
const home = await tempFolder();
const keys = await conformanceKeys(home.path);
afterAll(() => home[Symbol.asyncDispose]());

test.each(agencies)(
  '%s passes the suite that any agency must pass',
  async (code) => {
    await using agency = await servedAgency(code, home.path);
    const said = await runConformance(
      [
        ...['--url', agency.url, '--code', code, '--keys', keys],
        ...['--register', agency.register, '--names', 'full'],
      ],
      join(home.path, `${code}.json`),
    );
    expect(failuresOf(said)).toEqual([]);
    expect(said.code).toBe(0);
    // a register that held nobody would leave nothing to fail
    const decided = said.report?.checks.filter(({ group }) => group === 'decisions') ?? [];
    expect(decided.length).toBeGreaterThan(20);
    expect(said.stdout.trimEnd().split('\n').at(-1)).toBe(
      `${String(said.report?.checks.length)} passed, 0 failed`,
    );
  },
  240_000,
);
