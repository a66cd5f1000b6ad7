import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { verifyEntryProof } from '../../subgraphs/kit/ledger/prove-entry.ts';
import type { Progress } from '../repair/progress.ts';
import { describeEnd } from './describe-end.ts';
import { describeVerdict } from './describe-verdict.ts';
import { LedgerCommandError } from './ledger-error.ts';
import { readIdentity } from './read-identity.ts';
import { verifyFile } from './verify-file.ts';

type Whose = { keys: string[]; code?: string };

/** Adds what needs no database: `verify` and `verify-proof`. */
export function addVerifying(
  program: Command,
  progress: Progress,
  tell: (isSound: boolean) => void,
): void {
  addVerify(program, progress, tell);
  addVerifyProof(program, tell);
}

function addVerify(program: Command, progress: Progress, tell: (isSound: boolean) => void): void {
  program
    .command('verify')
    .description(
      'check exports offline; names the first bad entry and why. Exits 1 where one is bad',
    )
    .argument(
      '<files...>',
      'as export wrote them; <code>.checkpoint beside one shows whether its end was cut off',
    )
    .requiredOption('--keys <jwks...>', 'public keys of the service, also those rotated away')
    .option('--checkpoint <file...>', 'checkpoints that somebody else has kept', [])
    .option('--code <code>', 'whose ledger it is, where the file is named otherwise')
    .action(async (files: string[], given: Whose & { checkpoint: string[] }) => {
      for (const file of files) {
        const code = given.code ?? basename(file, '.jsonl');
        const ledger = await readIdentity(code, given.keys);
        const onProgress = (done: number, of: number) => {
          progress.count(`${code}: bytes`, done, of);
        };
        const question = { file, ledger, checkpoints: given.checkpoint, onProgress };
        const { verdict, hasNote } = await verifyFile(question);
        console.log(describeVerdict(file, verdict));
        if (verdict.ok && !hasNote) console.log(describeEnd(file, given.checkpoint.length));
        tell(verdict.ok);
      }
    });
}

function addVerifyProof(program: Command, tell: (isSound: boolean) => void): void {
  program
    .command('verify-proof')
    .description('check the proof of one entry offline, and print the entry')
    .argument('<file>', 'as prove wrote it')
    .requiredOption('--keys <jwks...>', 'public keys of the service, also those rotated away')
    .requiredOption('--code <code>', 'whose ledger')
    .action(async (file: string, { keys, code }: Required<Whose>) => {
      const text = await readFile(file, 'utf8').catch(() => {
        throw new LedgerCommandError(`${file} cannot be read`);
      });
      const verdict = verifyEntryProof(text, await readIdentity(code, keys));
      tell(verdict.ok);
      if (verdict.ok) {
        const { index, size, entry = 'its text was dropped' } = verdict;
        console.log(`entry ${String(index)} of ${String(size)} is proved:\n${entry}`);
      } else console.log(`${file}: NOT PROVED (${verdict.problem})`);
    });
}
