import { Command, InvalidArgumentError, Option } from 'commander';
import { ENTRIES_PER_ENVELOPE } from '../../schema/contract/warrant.ts';
import { TEST_KEYS_FOLDER } from '../vectors/test-keys.ts';

/** How precisely the agency compares names. */
export type NameLevel = 'minimal' | 'full';

/** What is tested, and with what. */
export type SuiteOptions = {
  /** Of the agency, without a path. */
  url: string;
  code: string;
  keys: string;
  agencyKeys: string | undefined;
  register: string | undefined;
  names: NameLevel;
  entries: number;
  load: number;
  concurrency: number;
  json: string | undefined;
  /** Groups to run; all when there are none. */
  only: string[];
};

export type Chosen = { suite: SuiteOptions } | { makeKeys: string };

type Flags = Omit<SuiteOptions, 'url' | 'code' | 'only'> & {
  only?: string[];
  url?: string;
  code?: string;
  makeKeys?: string;
};

const MORE = `
The agency must run with the suite's court, gateway and audit among its pinned keys (KEYS/pinned), with the
court allowed by its policy, and with a register that holds the people of --register. What it must do
is written down in schema/contract/docs/wire-format.md.

  npm run conformance -- --make-keys keys            fresh keys of a test court, gateway and audit
  npm run conformance -- --url http://127.0.0.1:4100 --code customs --keys keys --agency-keys customs.json

Exit code: 0 when every check passed, 1 when one failed, 2 for wrong arguments.`;

/** Reads the command line. Exits with 0 after `--help` and with 2 when a flag does not fit. */
export function readOptions(argv: readonly string[]): Chosen {
  const program = new Command('npm run conformance --')
    .description("Tests an agency's endpoint from outside, whatever it is made of")
    .option('--url <url>', 'where the agency answers, without /graphql', address)
    .option('--code <code>', 'its code, which names its field on Inquiry', code)
    .option(
      '--keys <dir>',
      'court.jwks.json, gateway.jwks.json and audit.jwks.json, private; the published test keys unless given',
      TEST_KEYS_FOLDER,
    )
    .option('--agency-keys <file>', "the agency's public keys (default: KEYS/pinned/CODE.json)")
    .option('--register <file>', 'whom it holds, JSON Lines (default: the published register)')
    .addOption(
      new Option('--names <level>', 'how precisely it compares names')
        .choices(['minimal', 'full'])
        .default('minimal'),
    )
    .option(
      '--entries <n>',
      'entries of an envelope that its policy allows',
      whole,
      ENTRIES_PER_ENVELOPE,
    )
    .option('--load <n>', 'inquiries of the check under load', whole, 200)
    .option('--concurrency <n>', 'of them at once', whole, 8)
    .option('--only <groups...>', 'run these groups of checks alone, such as envelopes')
    .option('--json <file>', 'write the result there too')
    .option(
      '--make-keys <dir>',
      'make fresh keys of a test court, gateway and audit service, and end',
    )
    .addHelpText('after', MORE)
    .allowExcessArguments(false)
    .showHelpAfterError('Run "npm run conformance -- --help" for the flags.')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  program.parse(argv, { from: 'user' });
  const { url, code: named, only = [], makeKeys, ...flags } = program.opts<Flags>();
  if (makeKeys !== undefined) return { makeKeys };
  if (url === undefined || named === undefined) {
    return program.error('error: --url and --code say what to test');
  }
  return { suite: { ...flags, url, code: named, only } };
}

function address(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  throw new InvalidArgumentError('Give an address such as http://127.0.0.1:4100.');
}

function code(text: string): string {
  if (/^[a-z][a-z0-9]{0,62}$/u.test(text)) return text;
  throw new InvalidArgumentError('A code is lower-case letters and digits.');
}

function whole(text: string): number {
  const value = Number(text);
  if (/^\d+$/u.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Give a whole number above 0.');
}
