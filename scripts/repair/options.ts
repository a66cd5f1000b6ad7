import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { CONTACT_KINDS, PURPOSES } from '../../schema/contract/codes.ts';
import type { ContactKind, Purpose } from '../../schema/contract/codes.ts';
import { chinaDay } from '../../subgraphs/kit/identifiers/china-day.ts';
import type { Expected } from './compare.ts';
import {
  day,
  existingFile,
  existingFolder,
  kinds,
  legalBasis,
  listId,
  reason,
  subject,
  trueAnswers,
  writable,
} from './flag-values.ts';
import { homeFolder } from '../stack/home-flag.ts';
import { LEGAL_BASES } from './terms.ts';
import type { Terms } from './terms.ts';

/** A list that a judge opens to a clerk, instead of a run. */
export type Approval = { list: string; clerk: string };

/** What a clerk asked the command to do. */
export type RepairOptions = Terms & {
  approve: Approval | undefined;
  parties: string;
  /** undefined: the registers stay as they are. */
  registers: string | undefined;
  json: string | undefined;
  /** The reason for opening full values; undefined leaves them masked. */
  reveal: string | undefined;
  /** True answers to compare with. */
  expect: readonly Expected[] | undefined;
  /** Ask for verdicts alone, and for no contact. */
  verify: boolean;
  /** Go on with a list where an earlier command was stopped. */
  resume: boolean;
  /** Print under each party its contacts in order and why, and how strongly each agency speaks. */
  explain: boolean;
  home: string;
  /** Whether the list is the bundled one. */
  sample: boolean;
};

/** The invented region that comes with Relink, and the day its dates are written for. */
export const SAMPLE = fileURLToPath(new URL('../../tests/fixtures/sample', import.meta.url));
export const SAMPLE_AS_OF = '2026-11-20';

/** Under what the command puts the bundled sample. */
export const SAMPLE_TERMS: Terms = {
  asOf: SAMPLE_AS_OF,
  purpose: 'SERVICE_OF_DOCUMENTS',
  kinds: [...CONTACT_KINDS],
  legalBasis: LEGAL_BASES.SERVICE_OF_DOCUMENTS,
};

type Flags = {
  parties?: string;
  registers?: string;
  asOf?: string;
  purpose: Purpose;
  legalBasis?: string;
  kinds?: ContactKind[];
  approve?: string;
  clerk?: string;
  json?: string;
  reveal?: string;
  expect?: Expected[];
  verify: boolean;
  resume: boolean;
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
    .allowExcessArguments(false)
    .showHelpAfterError('Run "npm run repair -- --help" for the flags.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const option of [...INPUT, ...TERMS, ...OUTPUT, ...APPROVAL]) program.addOption(option);
  program.option('--home <dir>', 'where database and keys are kept', homeFolder, '.relink');
  program.parse(argv, { from: 'user' });
  const flags = program.opts<Flags>();
  refuseMixtures(program, flags);
  return resolved(flags);
}

const INPUT = [
  new Option('--parties <file>', "the court's list (CSV)").argParser(existingFile),
  new Option(
    '--registers <dir>',
    'a folder with one <agency>.csv each; replaces what they held',
  ).argParser(existingFolder),
];

const TERMS = [
  new Option(
    '--as-of <date>',
    'the day to judge ages and terms by, YYYY-MM-DD (default: today in China)',
  ).argParser(day),
  new Option('--purpose <code>', 'what the parties are sought for')
    .choices(PURPOSES)
    .default('SERVICE_OF_DOCUMENTS'),
  new Option(
    '--legal-basis <text>',
    'the statute or document that allows it (default: the statute of the purpose)',
  ).argParser(legalBasis),
  new Option(
    '--kinds <kinds>',
    `what is asked for, separated by commas (default: ${CONTACT_KINDS.join(',')})`,
  ).argParser(kinds),
  new Option(
    '--verify',
    'ask only how name, ID number and phone compare; no contact is disclosed',
  ).default(false),
  new Option(
    '--resume',
    'go on where an earlier command was stopped: what was settled as of the same day and for the ' +
      'same purpose stays, and no agency is asked again what it has answered',
  ).default(false),
];

const OUTPUT = [
  new Option('--json <file>', 'write one JSON line a party').argParser(writable),
  new Option(
    '--reveal <reason>',
    'open full values, for this reason, which is recorded; needs --json',
  ).argParser(reason),
  new Option(
    '--expect <file>',
    'compare with true answers (JSON Lines) and exit with 1 on any difference',
  ).argParser(trueAnswers),
  new Option(
    '--explain',
    'print under each party its contacts in the order in which the law wants them tried, and why; ' +
      'and what each agency said and how strongly it speaks, in bits',
  ).default(false),
];

const APPROVAL = [
  new Option(
    '--approve <list>',
    'as a judge: assign the cases of this list to --clerk and approve it; runs nothing',
  ).argParser(listId),
  new Option('--clerk <subject>', 'to whom --approve opens the list').argParser(subject),
];

/** Flags that make no sense together. */
function refuseMixtures(program: Command, flags: Flags): void {
  if (flags.reveal !== undefined && flags.json === undefined) {
    program.error('error: --reveal needs --json FILE: full values are never printed');
  }
  if (flags.verify && (flags.reveal ?? flags.expect) !== undefined) {
    program.error('error: --verify brings no contacts, so --reveal and --expect do not go with it');
  }
  if (flags.verify && flags.kinds !== undefined) {
    program.error('error: --verify asks for no contact, so --kinds does not go with it');
  }
  if ((flags.approve === undefined) !== (flags.clerk === undefined)) {
    program.error('error: --approve LIST and --clerk SUBJECT go together');
  }
  if (flags.approve !== undefined && (flags.parties ?? flags.json ?? flags.expect) !== undefined) {
    program.error('error: --approve runs nothing, so no list or result goes with it');
  }
  if (flags.verify && flags.resume) {
    program.error('error: --verify keeps nothing, so there is nothing to go on with by --resume');
  }
  if (flags.verify && flags.explain) {
    program.error('error: --verify brings verdicts alone, so --explain does not go with it');
  }
}

function resolved(flags: Flags): RepairOptions {
  const { approve, clerk } = flags;
  const sample = flags.parties === undefined;
  return {
    parties: flags.parties ?? join(SAMPLE, 'parties.csv'),
    registers: flags.registers ?? (sample ? join(SAMPLE, 'registers') : undefined),
    asOf: flags.asOf ?? (sample ? SAMPLE_AS_OF : chinaDay(new Date())),
    purpose: flags.purpose,
    kinds: flags.kinds ?? [...CONTACT_KINDS],
    legalBasis: flags.legalBasis ?? LEGAL_BASES[flags.purpose],
    approve: approve === undefined || clerk === undefined ? undefined : { list: approve, clerk },
    json: flags.json,
    reveal: flags.reveal,
    expect: flags.expect,
    verify: flags.verify,
    resume: flags.resume,
    explain: flags.explain,
    home: resolve(flags.home),
    sample,
  };
}
