import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** What a clerk asked the command to do. */
export type RepairOptions = {
  parties: string;
  /** undefined: the registers stay as they are. */
  registers: string | undefined;
  asOf: string;
  json: string | undefined;
  /** The reason for opening full values; undefined leaves them masked. */
  reveal: string | undefined;
  expect: string | undefined;
  /** Ask for verdicts alone, and for no contact. */
  verify: boolean;
  /** Print under each party how strongly what each agency holds speaks for it. */
  explain: boolean;
  home: string;
  /** Whether the list is the bundled one. */
  sample: boolean;
};

/** The invented region that comes with Relink, and the day its dates are written for. */
export const SAMPLE = fileURLToPath(new URL('../../tests/fixtures/sample', import.meta.url));
export const SAMPLE_AS_OF = '2026-11-20';

const dayInChina = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

type Flags = {
  parties?: string;
  registers?: string;
  asOf?: string;
  json?: string;
  reveal?: string;
  expect?: string;
  verify: boolean;
  explain: boolean;
  home: string;
};

/** Reads the command line. Exits with 0 after `--help` and with 2 when a flag does not fit. */
export function readOptions(argv: readonly string[]): RepairOptions {
  const program = new Command('npm run repair --')
    .description(
      "Puts a court's list of lost parties to the agencies and prints who was found and how to reach them.\n" +
        'Without flags it takes the bundled sample, an invented region.',
    )
    .option('--parties <file>', "the court's list (CSV)", existingFile)
    .option(
      '--registers <dir>',
      'a folder with one <agency>.csv each; replaces what they held',
      existingFolder,
    )
    .option(
      '--as-of <date>',
      'the day to judge ages and terms by, YYYY-MM-DD (default: today in China)',
      day,
    )
    .option('--json <file>', 'write one JSON line a party', writable)
    .option(
      '--reveal <reason>',
      'open full values, for this reason, which is recorded; needs --json',
      reason,
    )
    .option(
      '--expect <file>',
      'compare with true answers (JSON Lines) and exit with 1 on any difference',
      existingFile,
    )
    .option(
      '--verify',
      'ask only how name, ID number and phone compare; no contact is disclosed',
      false,
    )
    .option(
      '--explain',
      'print under each party what each agency said and how strongly it speaks, in bits',
      false,
    )
    .option('--home <dir>', 'where database and keys are kept', '.relink')
    .allowExcessArguments(false)
    .showHelpAfterError('Run "npm run repair -- --help" for the flags.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  program.parse(argv, { from: 'user' });
  const flags = program.opts<Flags>();
  refuseMixtures(program, flags);
  return resolved(flags);
}

/** Flags that make no sense together. */
function refuseMixtures(program: Command, flags: Flags): void {
  if (flags.reveal !== undefined && flags.json === undefined) {
    program.error('error: --reveal needs --json FILE: full values are never printed');
  }
  if (flags.verify && (flags.reveal ?? flags.expect) !== undefined) {
    program.error('error: --verify brings no contacts, so --reveal and --expect do not go with it');
  }
  if (flags.verify && flags.explain) {
    program.error('error: --verify brings verdicts alone, so --explain does not go with it');
  }
}

function resolved(flags: Flags): RepairOptions {
  const sample = flags.parties === undefined;
  return {
    parties: flags.parties ?? join(SAMPLE, 'parties.csv'),
    registers: flags.registers ?? (sample ? join(SAMPLE, 'registers') : undefined),
    asOf: flags.asOf ?? (sample ? SAMPLE_AS_OF : dayInChina.format(new Date())),
    json: flags.json,
    reveal: flags.reveal,
    expect: flags.expect,
    verify: flags.verify,
    explain: flags.explain,
    home: resolve(flags.home),
    sample,
  };
}

function existingFile(path: string): string {
  if (!existsSync(path)) throw new InvalidArgumentError('There is no such file.');
  if (!statSync(path).isFile()) throw new InvalidArgumentError('That is not a file.');
  return resolve(path);
}

function existingFolder(path: string): string {
  if (!existsSync(path)) throw new InvalidArgumentError('There is no such folder.');
  if (!statSync(path).isDirectory()) throw new InvalidArgumentError('That is not a folder.');
  return resolve(path);
}

function day(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError('Write a day of the calendar as YYYY-MM-DD.');
}

function writable(path: string): string {
  const folder = resolve(path, '..');
  if (!existsSync(folder)) throw new InvalidArgumentError('There is no folder to write it in.');
  return resolve(path);
}

function reason(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length >= 4 && trimmed.length <= 500) return trimmed;
  throw new InvalidArgumentError('Give a reason of 4 to 500 characters.');
}
