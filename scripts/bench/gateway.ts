import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeys } from '../../subgraphs/kit/sealing/generate-keys.ts';
import { writeJwks } from '../../subgraphs/kit/sealing/jwks.ts';
import { readKeys } from '../../subgraphs/kit/sealing/keys.ts';
import type { Bench, BenchOptions, BenchReport } from './bench.ts';
import { CANNED_OPERATION, cannedSupergraph } from './canned-graph.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import type { Load, LoadResult } from './load-client.ts';
import { median, shown } from './median.ts';

const SIZES = [1, 200];
const CONNECTIONS = 16;
/** Rounds that are not counted, until the code that is run often is compiled. */
const WARM_UP = 2;
const OURS = 'this gateway';
const UNRECORDED = 'this gateway, recording nothing';
const PLAIN = 'plain @apollo/gateway';
const FAN_OUT = 'bare fan-out';
const TARGETS = { plain: 4, fanOut: 0.5 };

type Canned = { urls: Record<string, string>; auditUrl: string };
type Contestant = { name: string; child: Child<{ url: string }> };
type Measured = LoadResult & { processor: number };
type Row = BenchReport['rows'][number];

/** This gateway beside a plain one and beside the bare requests, on canned subgraphs. */
export const gatewayBench: Bench = {
  name: 'gateway',
  about: 'this gateway, a plain @apollo/gateway and a bare fan-out on canned subgraphs',
  async run(options) {
    const reports = [];
    for (const parties of SIZES) reports.push(await compare(parties, options));
    return {
      title: 'One inquiry: a mutation at the court, four agencies in parallel, the court again',
      notes: [
        `Inquiries a second at ${String(CONNECTIONS)} connections, medians of ${String(options.rounds)} interleaved rounds of ${String(options.seconds)} s;`,
        'each contestant, the subgraphs and the client are processes of their own on this machine.',
      ],
      rows: reports.flatMap(({ rows }) => rows),
      targets: reports.flatMap(({ targets }) => targets),
    };
  },
};

async function compare(parties: number, options: BenchOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'relink-bench-'));
  const started: { stop(): Promise<void> }[] = [];
  try {
    const subgraphs = await startChild<Canned>(new URL('./canned-subgraphs.ts', import.meta.url), {
      arguments: [String(parties)],
    });
    started.push(subgraphs);
    const client = await startChild(new URL('./load-client.ts', import.meta.url), { silent: true });
    started.push(client);
    const contestants = await startContestants(subgraphs.hello, folder);
    started.push(...contestants.map(({ child }) => child));
    return report(parties, await measure(parties, contestants, client, options));
  } finally {
    await Promise.all(started.map((child) => child.stop()));
    await rm(folder, { recursive: true });
  }
}

async function startContestants({ urls, auditUrl }: Canned, folder: string): Promise<Contestant[]> {
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, cannedSupergraph(urls));
  const env = {
    APOLLO_TELEMETRY_DISABLED: 'true',
    SUPERGRAPH: supergraph,
    PORT: '0',
    LOG_LEVEL: 'info',
    // the operation of the contestants is in no manifest
    TRUSTED_DOCUMENTS: 'optional',
    // it signs every call as always; nobody is signed in, so no provider is asked
    KEYS: writeJwks(await generateKeys()),
    PINNED_KEYS_DIR: await pinKeys([...Object.keys(urls), 'audit'], folder),
    OIDC_ISSUER: 'http://127.0.0.1:1',
    // it records what it hands on, as always
    SUBGRAPH_URLS: JSON.stringify({ audit: auditUrl }),
  };
  const start = async (
    name: string,
    script: URL,
    argument: string,
    more: Record<string, string> = {},
  ): Promise<Contestant> => ({
    name,
    child: await startChild(script, { arguments: [argument], env: { ...env, ...more } }),
  });
  const ours = new URL('../../gateway/main.ts', import.meta.url);
  const fanOut = JSON.stringify(urls);
  return [
    await start(OURS, ours, 'serve'),
    // what the others do not do either
    await start(UNRECORDED, ours, 'serve', { LEDGER: 'off', SUBGRAPH_URLS: '{}' }),
    await start(PLAIN, new URL('./plain-gateway.ts', import.meta.url), supergraph),
    await start(FAN_OUT, new URL('./fan-out.ts', import.meta.url), fanOut),
  ];
}

/** Keys for the canned subgraphs, to sign calls for; they do not look at a call themselves. */
async function pinKeys(codes: readonly string[], folder: string): Promise<string> {
  const pinned = codes.map(async (code) => {
    const { public: publicHalf } = await readKeys(writeJwks(await generateKeys()));
    return [code, publicHalf.jwks] as const;
  });
  const file = join(folder, 'pinned.json');
  await writeFile(file, JSON.stringify(Object.fromEntries(await Promise.all(pinned))));
  return file;
}

/** Rounds go A B C A B C, so that what else the machine does meets all of them alike. */
async function measure(
  parties: number,
  contestants: readonly Contestant[],
  client: Child<undefined>,
  { rounds, seconds, progress }: BenchOptions,
): Promise<Map<string, Measured[]>> {
  const results = new Map<string, Measured[]>();
  for (let round = 1 - WARM_UP; round <= rounds; round += 1) {
    for (const { name, child } of contestants) {
      const before = child.processorSeconds();
      const result = await client.ask<LoadResult>(loadOf(parties, child.hello.url, seconds));
      const spent = child.processorSeconds() - before;
      const processor = (1000 * spent) / (result.perSecond * seconds);
      const what = round < 1 ? 'warming up' : `round ${String(round)} of ${String(rounds)}`;
      progress(`${String(parties)} parties, ${what}, ${name}: ${result.perSecond.toFixed(0)}/s`);
      if (result.failed > 0) throw new Error(`${name} gave ${String(result.failed)} wrong answers`);
      if (round > 0) results.set(name, [...(results.get(name) ?? []), { ...result, processor }]);
    }
  }
  return results;
}

function loadOf(parties: number, url: string, seconds: number): Load {
  const ids = Array.from({ length: parties }, (_, index) => `repair-${String(index)}`);
  const body = JSON.stringify({ query: CANNED_OPERATION, variables: { ids } });
  const milliseconds = seconds * 1000;
  return { url: new URL('/graphql', url).href, body, connections: CONNECTIONS, milliseconds };
}

function report(parties: number, results: ReadonlyMap<string, readonly Measured[]>) {
  const of = (name: string) => results.get(name) ?? [];
  const typical = (name: string, pick: (result: Measured) => number) => median(of(name).map(pick));
  // what ran side by side is compared: the machine may do other things in other rounds
  const times = (name: string, other: string) =>
    median(of(name).map(({ perSecond }, at) => perSecond / (of(other)[at]?.perSecond ?? NaN)));
  const rows = [...results.keys()].map((name): Row => ({
    'parties an envelope': parties,
    contestant: name,
    'inquiries/s': Math.round(typical(name, ({ perSecond }) => perSecond)),
    'median ms': shown(typical(name, (result) => result.median)),
    'p99 ms': shown(typical(name, ({ p99 }) => p99)),
    'processor ms each': shown(typical(name, ({ processor }) => processor)),
    'times plain': shown(times(name, PLAIN)),
    'of fan-out': shown(times(name, FAN_OUT)),
  }));
  const goal = (text: string, value: number, wanted: number) => ({
    target: `${String(parties)} parties: ${text} ${value.toFixed(2)}, wanted ${String(wanted)}`,
    met: value >= wanted,
  });
  const targets = [
    goal('times plain', times(OURS, PLAIN), TARGETS.plain),
    goal('of the fan-out', times(OURS, FAN_OUT), TARGETS.fanOut),
  ];
  return { rows, targets };
}
