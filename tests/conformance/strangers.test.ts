import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AGENCIES } from '../support/agencies.ts';

const root = join(import.meta.dirname, '..', '..');

/** What every agency meets; its stand-ins and tests may call it by name. */
const SYSTEM = '{schema/{contract,compose,client},gateway,subgraphs/{kit,court,audit,registry}}';
const STAND_INS = /\.test\.ts$|toy-|\/toys\/|test-support/u;

test('the system knows no agency by its name, so that one joins by adding its folder', async () => {
  const named: string[] = [];
  let read = 0;
  for await (const file of glob(`${SYSTEM}/**/*.ts`, { cwd: root })) {
    if (STAND_INS.test(file)) continue;
    read += 1;
    const text = await readFile(join(root, file), 'utf8');
    const found = AGENCIES.filter((code) =>
      new RegExp(`['"\`]${code}['"\`]`, 'u').test(uncommented(text)),
    );
    if (found.length > 0) named.push(`${file}: ${found.join(', ')}`);
  }
  expect(read).toBeGreaterThan(300);
  expect(named).toEqual([]);
});

/** Examples in comments are no code. */
function uncommented(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
}
