import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { forgetMonth } from '../../subgraphs/audit/witness/forget-month.ts';
import { AUDIT } from '../../subgraphs/kit/audit/answer-audit.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { dropMonth } from '../../subgraphs/kit/ledger/drop-month.ts';
import { droppedFrom } from '../../subgraphs/kit/ledger/ledger-event.ts';
import { proveEntry } from '../../subgraphs/kit/ledger/prove-entry.ts';
import { writable } from '../repair/flag-values.ts';
import type { Progress } from '../repair/progress.ts';
import { homeFolder } from '../stack/home-flag.ts';
import { exportFiles } from './export-files.ts';
import { inLedgers } from './in-ledgers.ts';
import type { Ledgers } from './in-ledgers.ts';
import { LedgerCommandError } from './ledger-error.ts';
import { OPERATOR } from './operator.ts';

const HOME = '.relink';

/** Adds what is done to a ledger where it lies: `export`, `prove` and `drop`. */
export function addKeeping(program: Command, progress: Progress): void {
  addExport(program, progress);
  addProve(program, progress);
  addDrop(program, progress);
}

function addExport(program: Command, progress: Progress): void {
  program
    .command('export')
    .description(
      'write ledgers out as JSON Lines, each with its newest checkpoint; recorded in them',
    )
    .argument('[codes...]', 'whose: court, police, …; all of them unless given')
    .option('--home <dir>', 'folder of the stack', homeFolder, HOME)
    .option('--out <dir>', 'where to', 'ledgers')
    .action(async (codes: string[], { home, out }: { home: string; out: string }) => {
      await inLedgers(surroundings(home, progress), async (ledgers) => {
        for (const { code, databaseUrl: url } of chosen(ledgers, codes)) {
          const onLine = (lines: number) => {
            if (lines % 100_000 === 0) progress.say(`${code}: ${String(lines)} lines`);
          };
          const { file, lines, checkpoint } = await exportFiles({ code, url, out, onLine });
          const signed = checkpoint === undefined ? 'no checkpoint yet' : checkpoint;
          console.log(`${file}: ${String(lines)} lines; ${signed}`);
        }
      });
    });
}

function addProve(program: Command, progress: Progress): void {
  program
    .command('prove')
    .description('write one entry with its proof (C2SP tlog-proof), which stands alone')
    .argument('<code>', 'whose ledger')
    .argument('<index>', 'of the entry, from 0', wholeNumber)
    .option('--home <dir>', 'folder of the stack', homeFolder, HOME)
    .option('--out <file>', 'where to; standard output unless given', writable)
    .action(async (code: string, index: number, { home, out }: { home: string; out?: string }) => {
      await inLedgers(surroundings(home, progress), async (ledgers) => {
        const [database] = chosen(ledgers, [code]);
        const { db, close } = connect(database?.databaseUrl ?? '', {
          applicationName: 'relink-prove',
          max: 1,
        });
        try {
          const proof = await proveEntry(db, index);
          if (proof === undefined)
            throw new LedgerCommandError(
              `${code} has no entry ${String(index)} that a checkpoint covers`,
            );
          if (out === undefined) process.stdout.write(proof);
          else {
            await writeFile(out, proof, { mode: 0o600 });
            console.log(`${out}: entry ${String(index)} of ${code} with its proof`);
          }
        } finally {
          await close();
        }
      });
    });
}

function addDrop(program: Command, progress: Progress): void {
  program
    .command('drop')
    .description(
      'delete a month’s entries three years after its end; hashes and proofs stay. With the ' +
        'auditor’s own month go the copies it has of everybody’s',
    )
    .argument('<month>', 'such as 2026-03, by universal time', aMonth)
    .argument('[codes...]', 'whose; all of them unless given')
    .option('--home <dir>', 'folder of the stack', homeFolder, HOME)
    .action(async (month: string, codes: string[], { home }: { home: string }) => {
      await inLedgers(surroundings(home, progress), async (ledgers) => {
        const by = { actor: OPERATOR, now: new Date() };
        if (by.now < droppedFrom(month)) {
          const from = droppedFrom(month).toISOString().slice(0, 10);
          throw new LedgerCommandError(`${month} may be dropped from ${from} on`);
        }
        for (const { code, migrationDatabaseUrl } of chosen(ledgers, codes)) {
          const { db, close } = connect(migrationDatabaseUrl, { max: 1, statementTimeout: 0 });
          try {
            console.log(
              `${code}: ${String(await dropMonth(db, month, by))} entries of ${month} dropped`,
            );
            if (code !== AUDIT) continue;
            const copies = await forgetMonth(db, month, by.now);
            console.log(`${code}: ${String(copies)} copies of others’ entries of ${month} deleted`);
          } finally {
            await close();
          }
        }
      });
    });
}

function surroundings(home: string, { say }: Progress) {
  return { home: resolve(home), env: process.env, say };
}

/** @throws LedgerCommandError naming the code that has no ledger, and those that have. */
function chosen({ databases }: Ledgers, codes: readonly string[]) {
  const stray = codes.find((code) => !databases.has(code));
  if (stray !== undefined) {
    const known = [...databases.keys()].join(', ');
    throw new LedgerCommandError(`${stray} has no ledger; these have: ${known}`);
  }
  return [...databases]
    .filter(([code]) => codes.length === 0 || codes.includes(code))
    .map(([code, urls]) => ({ code, ...urls }));
}

function wholeNumber(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 0 on.');
}

function aMonth(text: string): string {
  if (/^2\d{3}-(?:0[1-9]|1[0-2])$/u.test(text)) return text;
  throw new InvalidArgumentError('Write a month as YYYY-MM.');
}
