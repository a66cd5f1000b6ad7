import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { firstLine } from '../../tests/support/first-line.ts';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { areGone, signalProcess } from './processes.ts';
import { runCommand } from './run-command.ts';

/** Says its number, and has work that does not end. */
const ENDLESS = `
process.stderr.write(process.pid + '\\n');
setInterval(() => {}, 1_000);
`;

test('what a command runs ends by itself, and its last line is what it found', async () => {
  await using folder = await tempFolder();
  const main = join(folder.path, 'main.ts');
  await writeFile(main, `console.log('on the way');\nconsole.log('{"rows":3}');\n`);
  expect(await runCommand({ code: 'mall', main, args: [], env: {} })).toEqual({ rows: 3 });
});

test('it ends with the command, however that ends', async () => {
  await using folder = await tempFolder();
  const [main, holder] = [join(folder.path, 'main.ts'), join(folder.path, 'holder.ts')];
  await writeFile(main, ENDLESS);
  const module = JSON.stringify(join(import.meta.dirname, 'run-command.ts'));
  const command = JSON.stringify({ code: 'mall', main, args: [], env: {} });
  await writeFile(
    holder,
    `const { runCommand } = await import(${module});
     await runCommand({ ...${command}, onStderrLine: (line) => console.log(line) });`,
  );
  const child = spawn(process.execPath, [holder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await firstLine(child.stdout));
  onTestFinished(() => {
    signalProcess(pid, 'SIGKILL');
  });
  child.kill('SIGKILL');
  expect(await areGone([pid], 20_000)).toBe(true);
});
