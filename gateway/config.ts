import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const milliseconds = z.coerce.number().int().min(1).max(600_000);
const bytes = z.coerce.number().int().min(1024);
const generated = join(import.meta.dirname, '..', 'schema', 'generated', 'supergraph.graphql');
const MIB = 1024 * 1024;

const gatewayEnvironment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  SUPERGRAPH: z.string().min(1).default(generated),
  SUBGRAPH_URLS: json(z.record(z.string(), z.url({ protocol: /^https?$/u }))),
  AGENCY_DEADLINE_MS: milliseconds.default(2000),
  AGENCY_DEADLINES: json(z.record(z.string(), milliseconds)),
  OWNER_DEADLINE_MS: milliseconds.default(30_000),
  BODY_LIMIT: bytes.default(MIB),
  ANSWER_LIMIT: bytes.default(64 * MIB),
});

/** What the gateway reads from its environment; the only place it does so. */
export type GatewayConfig = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  logLevel: (typeof logLevels)[number];
  /** The text of the composed schema. */
  supergraphSdl: string;
  /** Where subgraphs answer, by their code; wins over the addresses in the supergraph. */
  subgraphUrls: Readonly<Record<string, string>>;
  /** Milliseconds. */
  deadlines: {
    /** Of an agency that `agencies` does not name. */
    agency: number;
    agencies: Readonly<Record<string, number>>;
    /** Of a subgraph that is no agency: it merges, stores, and waits for nobody. */
    owner: number;
  };
  /** Bytes of a client's request at most. */
  bodyLimit: number;
  /** Bytes of a subgraph's answer at most. */
  answerLimit: number;
};

/** Thrown at start only; names every variable that is missing or wrong, never its value. */
export class GatewayConfigError extends Error {
  override name = 'GatewayConfigError';
}

/** @throws GatewayConfigError naming each variable that does not fit. */
export function readGatewayConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = gatewayEnvironment.safeParse(given);
  if (error) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new GatewayConfigError(`The environment does not fit:\n  ${problems.join('\n  ')}`);
  }
  return {
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    supergraphSdl: readSupergraph(data.SUPERGRAPH),
    subgraphUrls: data.SUBGRAPH_URLS,
    deadlines: {
      agency: data.AGENCY_DEADLINE_MS,
      agencies: data.AGENCY_DEADLINES,
      owner: data.OWNER_DEADLINE_MS,
    },
    bodyLimit: data.BODY_LIMIT,
    answerLimit: data.ANSWER_LIMIT,
  };
}

/**
 * Apollo's packages read `APOLLO_*` and send reports when those say so; the gateway package sends
 * metrics unless they say otherwise. Nothing but subgraphs is ever called from here.
 */
export function silenceApollo(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) {
    if (name.startsWith('APOLLO_')) Reflect.deleteProperty(env, name);
  }
  env['APOLLO_TELEMETRY_DISABLED'] = 'true';
}

/** A variable that holds JSON; absent, it is an empty object. */
function json<Value extends z.ZodType>(schema: Value) {
  return z
    .string()
    .default('{}')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('This is not JSON.');
        return z.NEVER;
      }
    })
    .pipe(schema);
}

function readSupergraph(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new GatewayConfigError('SUPERGRAPH: the file cannot be read; npm run compose writes it');
  }
}
