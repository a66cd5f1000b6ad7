import { Command, InvalidArgumentError } from 'commander';
import { ConfigError, required } from '../config/service-config.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import { rotatePseudonyms } from '../ledger/rotate-pseudonyms.ts';
import { publicKeys } from '../sealing/keys.ts';
import { readPinnedKeys } from '../sealing/pinned-keys.ts';
import { acceptKeys } from './accept-keys.ts';
import { createKeys } from './create-keys.ts';
import { describeKeys } from './describe-keys.ts';
import { findServiceKeys } from './load-service-keys.ts';
import type { KeysConfig } from './load-service-keys.ts';
import { recordKeys } from './record-keys.ts';
import { rotateKeys } from './rotate-keys.ts';
import type { RotationTimes } from './rotate-keys.ts';

/** Of a party without a database, such as the gateway, the latter two are left out. */
type CommandConfig = KeysConfig & Partial<Pick<ServiceConfig, 'databaseUrl' | 'ledgerKeys'>>;

/**
 * `keys`, `keys show`, `keys rotate`, `keys accept FILE` and `keys rotate-pseudonyms`. What they change
 * is recorded in the service's ledger.
 *
 * @param print given whole lines.
 */
export function keysCommand(
  code: string,
  readConfig: () => CommandConfig,
  print: (text: string) => unknown = (text) => process.stdout.write(text),
): Command {
  const keys = new Command('keys')
    .description('make the keys of this party, if it has none, and write their public half')
    .action(async () => {
      const config = readConfig();
      await createKeys({ code }, config);
      await recordOwnKeys(code, config, 'MADE');
    });
  keys
    .command('show')
    .description(
      'the fingerprints (kid) and dates of own and accepted keys, to compare by telephone',
    )
    .action(async () => {
      print(linesOf(await showKeys(code, readConfig())));
    });
  keys
    .command('rotate')
    .description('new keys beside the present ones; tell the other side their fingerprints')
    .option('--notice <days>', 'until the new keys sign: time for others to accept them', days, 7)
    .option('--overlap <days>', 'after that, until the old keys are refused', days, 7)
    .action(async (times: RotationTimes) => {
      const config = readConfig();
      await rotateKeys(code, config, times, new Date());
      await recordOwnKeys(code, config, 'ROTATED');
      const own = publicKeys(await findServiceKeys(config));
      print(linesOf(describeKeys(code, own, new Date())));
    });
  keys
    .command('accept')
    .description(
      'pin the public keys of another party whose administrator read the fingerprints out',
    )
    .argument('<file>', 'its public half, a JWKS')
    .requiredOption('--code <code>', 'whose keys they are')
    // one each: a fingerprint may begin with a hyphen, which a list would take for an option
    .requiredOption('--fingerprint <kid>', 'of a key that is new; once for each', collect)
    .action(async (file: string, { code: of, fingerprint }: AcceptOptions) => {
      const config = readConfig();
      await acceptKeys(code, config, { file, code: of, fingerprints: fingerprint });
      await recordAccepted(code, config, of);
    });
  addPseudonyms(keys, code, readConfig);
  return keys;
}

function addPseudonyms(keys: Command, code: string, readConfig: () => CommandConfig): void {
  keys
    .command('rotate-pseudonyms')
    .description('a new key to name people in the ledger, from the next start on; older ones find')
    .action(async () => {
      const config = readConfig();
      if (config.ledgerKeys === undefined) throw new ConfigError(`${code} keeps no ledger`);
      await rotatePseudonyms(config.ledgerKeys);
      const change = { outcome: 'PSEUDONYMS_ROTATED', party: code, jwks: undefined } as const;
      await recordKeys(code, config, change);
    });
}

type AcceptOptions = { code: string; fingerprint: string[] };

async function showKeys(code: string, config: KeysConfig): Promise<string[]> {
  const now = new Date();
  const own = publicKeys(await findServiceKeys(config));
  const pinned = await readPinnedKeys(required(config.pinnedKeysDir, 'PINNED_KEYS_DIR'));
  const others = [...pinned.values()].filter((party) => party.code !== code);
  const lines = others.flatMap((party) => describeKeys(party.code, party.jwks, now));
  return [...describeKeys(`${code} (own)`, own, now), ...lines];
}

async function recordAccepted(code: string, config: CommandConfig, party: string): Promise<void> {
  if (config.ledgerKeys === undefined) return;
  const pinned = await readPinnedKeys(required(config.pinnedKeysDir, 'PINNED_KEYS_DIR'));
  const jwks = pinned.get(party)?.jwks;
  await recordKeys(code, config, { outcome: 'ACCEPTED', party, jwks });
}

/** Records a party's own keys as they are now, unless that was done before. */
export async function recordOwnKeys(
  code: string,
  config: CommandConfig,
  outcome: 'MADE' | 'ROTATED',
): Promise<void> {
  // the gateway keeps no ledger of its own
  if (config.ledgerKeys === undefined) return;
  const jwks = publicKeys(await findServiceKeys(config));
  await recordKeys(code, config, { outcome, party: code, jwks });
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function collect(kid: string, before: string[] = []): string[] {
  return [...before, kid];
}

function days(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 366) return value;
  throw new InvalidArgumentError('from 0 to 366 days');
}
