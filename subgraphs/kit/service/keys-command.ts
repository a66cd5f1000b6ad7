import { Command, InvalidArgumentError } from 'commander';
import { required } from '../config/service-config.ts';
import { publicKeys } from '../sealing/keys.ts';
import { readPinnedKeys } from '../sealing/pinned-keys.ts';
import { acceptKeys } from './accept-keys.ts';
import { createKeys } from './create-keys.ts';
import { describeKeys } from './describe-keys.ts';
import { findServiceKeys } from './load-service-keys.ts';
import type { KeysConfig } from './load-service-keys.ts';
import { rotateKeys } from './rotate-keys.ts';
import type { RotationTimes } from './rotate-keys.ts';

/**
 * `keys`, `keys show`, `keys rotate` and `keys accept FILE`, for whoever has keys.
 *
 * @param print given whole lines.
 */
export function keysCommand(
  code: string,
  readConfig: () => KeysConfig,
  print: (text: string) => unknown = (text) => process.stdout.write(text),
): Command {
  const keys = new Command('keys')
    .description('make the keys of this party, if it has none, and write their public half')
    .action(() => createKeys({ code }, readConfig()));
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
      await acceptKeys(code, readConfig(), { file, code: of, fingerprints: fingerprint });
    });
  return keys;
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
