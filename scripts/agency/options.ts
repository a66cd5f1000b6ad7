import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SUBGRAPH_CODE } from '../../schema/contract/parties.ts';
import { existingFile, reason } from '../repair/flag-values.ts';
import { homeFolder } from '../stack/home-flag.ts';

/** Where the graph is. */
export type GraphPlace = {
  home: string;
  /** Its address where it does not run over the home. */
  graph: string | undefined;
};

/** What is handed in. */
export type Offer = { code: string; sdl: string; url: string; keys: string };

/** What the person asked the command to do. */
export type Wish =
  | ({ act: 'publish'; dryRun: boolean; canary: number } & Offer)
  | { act: 'list' }
  | { act: 'history'; code: string }
  | { act: 'retire'; code: string; reason: string; evenIfUsed: boolean }
  | { act: 'rollback'; code: string; reason: string; version: number | undefined };

export type AgencyOptions = { place: GraphPlace; wish: Wish };

type OfferFlags = { sdl: string; url: string; keys: string };

/** Reads the command line. Exits with 0 after `--help` and with 2 when an argument does not fit. */
export function readOptions(argv: readonly string[]): AgencyOptions {
  const found: { wish?: Wish } = {};
  const program = new Command('npm run agency --')
    .description('Publishes what an agency adds to the graph, and shows what was published.')
    .option('--home <dir>', 'of the stack that runs', homeFolder, '.relink')
    .option('--graph <url>', 'the graph, where it runs elsewhere; people sign in at OIDC_ISSUER')
    .addHelpText('after', EXITS)
    .allowExcessArguments(false)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const choose = (wish: Wish): void => {
    found.wish = wish;
  };
  addOffers(program, choose);
  addViews(program, choose);
  addDecisions(program, choose);
  for (const command of program.commands) command.showHelpAfterError('Add --help for the flags.');
  program.parse(argv, { from: 'user' });
  if (found.wish === undefined) return program.help({ error: true });
  const { home, graph } = program.opts<{ home: string; graph?: string }>();
  return { place: { home: resolve(home), graph }, wish: found.wish };
}

const EXITS = '\nExit codes: 0 done, 1 refused or failed, 2 wrong arguments.';

type Choose = (wish: Wish) => void;

function addOffers(program: Command, choose: Choose): void {
  const offering = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('<code>', 'of the agency', code)
      .addOption(
        new Option('--sdl <file>', 'its schema').argParser(existingFile).makeOptionMandatory(),
      )
      .addOption(
        new Option('--url <url>', 'where gateways reach it')
          .argParser(address)
          .makeOptionMandatory(),
      )
      .addOption(
        new Option('--keys <file>', "the agency's own key file, of mode 600")
          .argParser(existingFile)
          .makeOptionMandatory(),
      );
  offering('check', 'say what publishing would change and what stands in its way').action(
    (of: string, flags: OfferFlags) => {
      choose({ act: 'publish', code: of, dryRun: true, canary: 100, ...flags });
    },
  );
  offering('publish', 'sign a schema, an address and keys, and have gateways serve them')
    .option('--dry-run', 'the same as check', false)
    .addOption(
      new Option('--canary <percent>', 'to so many of a hundred requests; publish again for all')
        .argParser(percent)
        .default(100, 'all'),
    )
    .action((of: string, flags: OfferFlags & { dryRun: boolean; canary: number }) => {
      choose({ act: 'publish', code: of, ...flags });
    });
}

function addViews(program: Command, choose: Choose): void {
  program
    .command('list')
    .description('every agency that published, with its versions')
    .action(() => {
      choose({ act: 'list' });
    });
  program
    .command('history')
    .description('what was done about an agency and what was refused, newest first')
    .argument('<code>', 'of the agency', code)
    .action((of: string) => {
      choose({ act: 'history', code: of });
    });
}

function addDecisions(program: Command, choose: Choose): void {
  const deciding = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .argument('<code>', 'of the agency', code)
      .addOption(
        new Option('--reason <text>', 'which is recorded').argParser(reason).makeOptionMandatory(),
      );
  deciding('retire', 'as an administrator: take an agency out of the graph')
    .option('--even-if-used', 'although clients use it', false)
    .action((of: string, flags: { reason: string; evenIfUsed: boolean }) => {
      choose({ act: 'retire', code: of, ...flags });
    });
  deciding('rollback', 'as an administrator: end a trial, or serve an earlier version again')
    .addOption(new Option('--version <n>', 'which; the one before unless given').argParser(version))
    .action((of: string, flags: { reason: string; version?: number }) => {
      choose({ act: 'rollback', code: of, reason: flags.reason, version: flags.version });
    });
}

function code(text: string): string {
  if (SUBGRAPH_CODE.test(text)) return text;
  throw new InvalidArgumentError('Small letters and digits, beginning with a letter.');
}

function address(text: string): string {
  if (URL.canParse(text)) return text;
  throw new InvalidArgumentError('That is not an address.');
}

function percent(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 99) return value;
  throw new InvalidArgumentError('A whole number from 1 to 99.');
}

function version(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('The number of a version.');
}
