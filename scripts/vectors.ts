import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { format } from 'prettier';
import { VECTORS } from './conformance/vector-files.ts';
import { checkVectors } from './vectors/check-vectors.ts';
import { makeVectors } from './vectors/make-vectors.ts';
import { writeTestKeys } from './vectors/test-keys.ts';

const program = new Command()
  .name('npm run vectors --')
  .description(
    'Makes the test vectors of schema/contract/vectors that are signed or sealed, from the ' +
      'published test keys. Key agreement is random, so they differ each time they are made.',
  )
  .option('--check', 'write nothing; exit 1 where a vector is not what it says it is')
  .parse();

if (!program.opts<{ check?: true }>().check) {
  await writeTestKeys();
  for (const [file, vectors] of await makeVectors()) {
    const text = await format(JSON.stringify(vectors), { parser: 'json', printWidth: 100 });
    await writeFile(join(VECTORS, file), text);
  }
}
const verdicts = await checkVectors();
const wrong = verdicts.filter(({ expected, found }) => expected !== found);
for (const { file, name, expected, found } of wrong) {
  console.error(`${file}: ${name}: ${found} instead of ${expected}`);
}
console.log(`${String(verdicts.length - wrong.length)} vectors are what they say`);
process.exitCode = wrong.length === 0 ? 0 : 1;
