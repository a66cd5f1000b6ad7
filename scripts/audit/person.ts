import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import type { Sought } from '../../schema/contract/audit.ts';
import { sealSought } from '../../subgraphs/kit/audit/seal-sought.ts';
import { chinaDay } from '../../subgraphs/kit/identifiers/china-day.ts';
import { parseIdNumber } from '../../subgraphs/kit/identifiers/parse-id-number.ts';
import { parsePhone } from '../../subgraphs/kit/identifiers/parse-phone.ts';
import { readPinnedKeys } from '../../subgraphs/kit/sealing/pinned-keys.ts';
import { pinnedKeysFolder } from '../stack/gateway-keys.ts';
import { StackError } from '../stack/stack-error.ts';

/** How a person is named, but for the number itself. */
export type PersonOptions = {
  /** Of `id_type`; `PHONE` for a phone. */
  idType: string;
  issuingState: string | undefined;
  /** File that holds the number; standard input for `-`; asked for when undefined. */
  person: string | undefined;
  /** File that holds the phone of the same person, to find what stands under either. */
  phone: string | undefined;
};

/** Parties whose keys are pinned and who know nobody. */
const KNOW_NOBODY: ReadonlySet<string> = new Set(['gateway', 'registry', 'audit']);

/**
 * Reads a person's number, and the phone where one is given, and seals them to the services that may
 * know them, with the keys that are pinned in this home. Both are checked here, so that a slip of the
 * pen asks nobody.
 *
 * @throws StackError that does not repeat the number
 */
export async function sealPerson(home: string, options: PersonOptions, now: Date): Promise<string> {
  const number = (await readNumber(options.person)).trim();
  const named = soughtOf(number, options, now);
  const sought =
    options.phone === undefined ? named : { ...named, ...(await readPhone(options.phone)) };
  const pinned = await readPinnedKeys(pinnedKeysFolder(join(home)));
  const recipients = [...pinned.values()].filter(({ code }) => !KNOW_NOBODY.has(code));
  return sealSought(sought, recipients, now);
}

function soughtOf(number: string, { idType, issuingState }: PersonOptions, now: Date): Sought {
  if (idType === 'PHONE') return phoneOf(number);
  const id = { type: idType, number, ...(issuingState !== undefined && { issuingState }) };
  const parsed = parseIdNumber(id, { asOf: chinaDay(now) });
  if (parsed.ok) return { id };
  throw new StackError(`That is no ${idType}: ${parsed.reason}.`);
}

async function readPhone(file: string): Promise<Sought> {
  return phoneOf((await readFile(file, 'utf8')).trim());
}

function phoneOf(phone: string): Sought {
  if (parsePhone(phone).ok) return { phone };
  throw new StackError('That is no phone number.');
}

async function readNumber(source: string | undefined): Promise<string> {
  if (source === '-') return text(process.stdin);
  if (source !== undefined) return readFile(source, 'utf8');
  if (!process.stdin.isTTY) return text(process.stdin);
  process.stderr.write('Number of the person (not shown): ');
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await prompt.question('');
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}
