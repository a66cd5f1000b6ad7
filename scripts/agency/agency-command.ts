import { readFile } from 'node:fs/promises';
import { KeysError } from '../../subgraphs/kit/sealing/keys-error.ts';
import { loadKeys, publicKeys } from '../../subgraphs/kit/sealing/keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { signPublication } from '../../subgraphs/registry/publish/sign-publication.ts';
import { ProviderError } from '../provider/provider-config.ts';
import { GraphError } from '../repair/graph-client.ts';
import { SignInError } from '../sign-in/sign-in-error.ts';
import { StackError } from '../stack/stack-error.ts';
import { readOptions } from './options.ts';
import type { AgencyOptions, GraphPlace, Wish } from './options.ts';
import { resultLines } from './print-result.ts';
import { asPerson } from './reach-graph.ts';
import { historyShape, publicationsShape, resultShape } from './shapes.ts';
import type { Result } from './shapes.ts';

/** The court trusts by itself: what the graph no longer has, it goes on asking. */
const RETIRED =
  'retired; the court asks it, in vain, until its keys are out of the PINNED_KEYS_DIR there and the court starts anew';
const DONE = 0;
const REFUSED = 1;

/** Errors whose messages are written for people and quote no value. */
const OURS = [StackError, GraphError, SignInError, ProviderError, KeysError];

type Of<Act extends Wish['act']> = Extract<Wish, { act: Act }>;

/** `npm run agency`. @returns the exit code. */
export async function runAgencyCommand(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  try {
    return await run(options);
  } catch (error) {
    if (!OURS.some((kind) => error instanceof kind) || !(error instanceof Error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return REFUSED;
  }
}

function run({ place, wish }: AgencyOptions): Promise<number> {
  switch (wish.act) {
    case 'publish':
      return offer(place, wish);
    case 'list':
      return list(place);
    case 'history':
      return history(place, wish);
    case 'retire':
      return retire(place, wish);
    case 'rollback':
      return rollBack(place, wish);
  }
}

async function offer(place: GraphPlace, wish: Of<'publish'>): Promise<number> {
  const { code, url, dryRun, canary: percent, sdl: file } = wish;
  const own = await loadKeys(wish.keys);
  const sdl = await readFile(file, 'utf8');
  const candidate = { code, sdl, url, jwks: writeJwks(publicKeys(own)) };
  const result = await asPerson('AGENCY_ENGINEER', place, async (ask) => {
    if (dryRun) return (await ask('CheckSchema', candidate, resultShape)).result;
    const signed = await signPublication(candidate, own, { percent, now: new Date() });
    const variables = { ...candidate, signature: signed.token };
    return (await ask('PublishSchema', variables, resultShape)).result;
  });
  return printed(result, { code, file, done: said(result, dryRun, percent) });
}

function said({ release }: Result, dryRun: boolean, percent: number): string {
  if (dryRun) return 'may be published; nothing was done';
  if (release === null) return 'is served already; nothing was done';
  return percent === 100 ? 'published' : `on trial with ${String(percent)} of 100 requests`;
}

async function list(place: GraphPlace): Promise<number> {
  const { publications } = await asPerson('AGENCY_ENGINEER', place, (ask) =>
    ask('Publications', {}, publicationsShape),
  );
  for (const { code, version, live, canary, canaryPercent, url, ...by } of publications) {
    const trial =
      canary === null
        ? []
        : [`version ${String(canary)} on trial, ${String(canaryPercent)} of 100`];
    const served = live === null ? 'not served' : `serves version ${String(live)}`;
    const newest = `newest ${String(version)} by ${by.publishedBy} at ${by.publishedAt}`;
    print([code, served, ...trial, newest, url].join('  '));
  }
  return DONE;
}

async function history(place: GraphPlace, { code }: Of<'history'>): Promise<number> {
  const { history: entries } = await asPerson('AGENCY_ENGINEER', place, (ask) =>
    ask('SchemaHistory', { code }, historyShape),
  );
  if (entries.length === 0) print(`${code}: nothing was published, and nothing refused`);
  for (const { at, act, version, by, reason, problems } of entries) {
    const is = version === null ? [] : [`version ${String(version)}`];
    print([at, act, ...is, by, ...problems, ...(reason === null ? [] : [reason])].join('  '));
  }
  return DONE;
}

async function retire(place: GraphPlace, wish: Of<'retire'>): Promise<number> {
  const { code, reason, evenIfUsed } = wish;
  const { result } = await asPerson('ADMINISTRATOR', place, (ask) =>
    ask('RetireAgency', { code, reason, evenIfUsed }, resultShape),
  );
  return printed(result, { code, done: RETIRED });
}

async function rollBack(place: GraphPlace, wish: Of<'rollback'>): Promise<number> {
  const { code, reason, version } = wish;
  const { result } = await asPerson('ADMINISTRATOR', place, (ask) =>
    ask('Rollback', { code, reason, version }, resultShape),
  );
  return printed(result, { code, done: 'is served again' });
}

function printed(result: Result, about: { code: string; file?: string; done: string }): number {
  for (const line of resultLines(result, about)) print(line);
  return result.problems.length > 0 ? REFUSED : DONE;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
