import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** What to make. */
export type SeedOptions = {
  people: number;
  seed: number;
  parties: number | undefined;
  asOf: string;
  out: string;
};

/** Past this the bijections run out of numbers. */
const MOST_PEOPLE = 10_000_000;
const MOST_PARTIES = 500_000;

type Flags = {
  people: number;
  seed: number;
  parties?: number;
  asOf: string;
  out?: string;
};

/** Reads the command line. Exits with 0 after `--help` and with 2 when a flag does not fit. */
export function readOptions(argv: readonly string[]): SeedOptions {
  const program = new Command('npm run seed --')
    .description(
      "Makes an invented region: registers, a court's list of lost parties, and the true answers.\n" +
        'The same flags give the same bytes on every machine and every day.',
    )
    .requiredOption('--people <n>', 'how many people the registers hold', whole(1, MOST_PEOPLE))
    .requiredOption('--seed <s>', 'which region: a whole number', whole(0, Number.MAX_SAFE_INTEGER))
    .option('--out <dir>', 'where to (default: .relink/seed-<n>-<s>)')
    .option('--parties <m>', 'length of the list (default: up to 300)', whole(1, MOST_PARTIES))
    .option('--as-of <date>', 'the day the region is made for, YYYY-MM-DD', day, '2026-11-20')
    .allowExcessArguments(false)
    .showHelpAfterError('Run "npm run seed -- --help" for the flags.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  program.parse(argv, { from: 'user' });
  const { people, seed, parties, asOf, out } = program.opts<Flags>();
  return { people, seed, parties, asOf, out: resolve(out ?? `.relink/seed-${people}-${seed}`) };
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

function day(text: string): string {
  const inReach = text >= '2010-01-01' && text <= '2040-12-31';
  if (inReach && z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError('Write a day from 2010 to 2040 as YYYY-MM-DD.');
}
