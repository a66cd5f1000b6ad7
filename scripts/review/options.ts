import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { caseNumber, each, word } from '../audit/flag-values.ts';
import { listId, reason, writable } from '../repair/flag-values.ts';
import { homeFolder } from '../stack/home-flag.ts';

/** Which parties are looked at; all that whoever asks may see unless narrowed. */
export type Narrowed = {
  list: string | undefined;
  caseNo: string | undefined;
};

/** What is to be done about which parties. */
export type Wish =
  | { does: 'list' }
  | { does: 'decide'; confirm: readonly string[]; dismiss: readonly string[]; reason: string }
  | { does: 'lift'; lift: readonly string[]; reason: string };

/** What somebody asked the command to do. */
export type ReviewOptions = Narrowed & {
  wish: Wish;
  json: string | undefined;
  /** The reason for opening full values; undefined leaves them masked. */
  reveal: string | undefined;
  home: string;
};

type Flags = {
  list?: string;
  case?: string;
  confirm?: string[];
  dismiss?: string[];
  lift?: string[];
  reason?: string;
  json?: string;
  reveal?: string;
  home: string;
};

/** Reads the command line. Exits with 0 after `--help` and with 2 when a flag does not fit. */
export function readOptions(argv: readonly string[]): ReviewOptions {
  const program = new Command('npm run review --')
    .description(
      'Lists the parties about whom a person must decide, and which register writes what otherwise. ' +
        'With --confirm, --dismiss or --lift it decides. What the agencies are then asked is what the ' +
        'repair asked: for the same purpose, on the same legal basis, for the same kinds of contact ' +
        'and as of the same day.',
    )
    .allowExcessArguments(false)
    .showHelpAfterError('Run "npm run review -- --help" for the flags.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const option of [...NARROWING, ...DECISIONS, ...OUTPUT]) program.addOption(option);
  program.option('--home <dir>', 'where database and keys are kept', homeFolder, '.relink');
  program.parse(argv, { from: 'user' });
  const flags = program.opts<Flags>();
  refuseMixtures(program, flags);
  return {
    wish: wishOf(flags) ?? program.error('error: a decision needs --reason TEXT'),
    ...{ list: flags.list, caseNo: flags.case, json: flags.json, reveal: flags.reveal },
    home: resolve(flags.home),
  };
}

const NARROWING = [
  new Option('--list <id>', 'only parties of this list').argParser(listId),
  new Option('--case <number>', 'only parties of this case').argParser(caseNumber),
];

const DECISIONS = [
  new Option(
    '--confirm <refs...>',
    'decide that the holder of the ID number is the party, though a register writes the name ' +
      'otherwise: the agencies are asked anew and their contacts disclosed',
  ).argParser(each(word)),
  new Option(
    '--dismiss <refs...>',
    'decide that the entry is not the party: nothing is disclosed',
  ).argParser(each(word)),
  new Option(
    '--lift <refs...>',
    'as a judge: open a protected person, once a repair; the contacts are shown to judges alone',
  ).argParser(each(word)),
  new Option(
    '--reason <text>',
    'why it is decided so, 4 to 500 characters; it is recorded',
  ).argParser(reason),
];

const OUTPUT = [
  new Option(
    '--json <file>',
    'write one JSON line a party, as npm run repair does: of those decided, or of those listed',
  ).argParser(writable),
  new Option(
    '--reveal <reason>',
    'open the full values of what --confirm or --lift brought, for this reason, which is recorded; ' +
      'needs --json',
  ).argParser(reason),
];

/** Flags that make no sense together, or that lack what goes with them. */
function refuseMixtures(program: Command, flags: Flags): void {
  const { confirm = [], dismiss = [], lift = [] } = flags;
  const decides = confirm.length + dismiss.length + lift.length > 0;
  const both = confirm.find((ref) => dismiss.includes(ref));
  if (both !== undefined) program.error(`error: ${both} cannot be both confirmed and dismissed`);
  if (lift.length > 0 && confirm.length + dismiss.length > 0)
    program.error('error: --lift is for a judge, so --confirm and --dismiss do not go with it');
  if (decides && flags.reason === undefined)
    program.error(
      'error: a decision needs --reason TEXT: say what shows it, such as "seen the passport"',
    );
  if (!decides && flags.reason !== undefined)
    program.error('error: --reason goes with --confirm, --dismiss or --lift');
  if (flags.reveal === undefined) return;
  if (flags.json === undefined)
    program.error('error: --reveal needs --json FILE: full values are never printed');
  if (confirm.length + lift.length === 0)
    program.error('error: --reveal goes with --confirm or --lift: nothing else brings contacts');
}

/** undefined where a reason is missing. */
function wishOf({ confirm = [], dismiss = [], lift = [], reason: why }: Flags): Wish | undefined {
  if (confirm.length + dismiss.length + lift.length === 0) return { does: 'list' };
  if (why === undefined) return undefined;
  return lift.length > 0
    ? { does: 'lift', lift: distinct(lift), reason: why }
    : { does: 'decide', confirm: distinct(confirm), dismiss: distinct(dismiss), reason: why };
}

function distinct(refs: readonly string[]): string[] {
  return [...new Set(refs)];
}
