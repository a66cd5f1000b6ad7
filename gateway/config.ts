import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { KeysConfig } from '../subgraphs/kit/service/load-service-keys.ts';
import type { DoorLimits } from './door-limits.ts';
import { gatewayEnvironment, keysEnvironment } from './environment.ts';
import type { LOG_LEVELS } from './environment.ts';

/** What the gateway reads from its environment; the only place it does so. */
export type GatewayConfig = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
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
  /** How long a client may take, where it differs from what the door allows by itself. */
  door: Partial<DoorLimits>;
  /** Bytes of a client's request at most. */
  bodyLimit: number;
  /** Bytes of a subgraph's answer at most. */
  answerLimit: number;
  /** Its private keys, as a file of mode 600 or as the JWKS text itself. */
  keys: KeysConfig['keys'];
  /** Public keys of the subgraphs: no other is called. */
  pinnedKeysDir: string;
  people: {
    /** The provider's issuer identifier. */
    issuer: string;
    /** The `aud` that a token must have. */
    audience: string;
    /** The claim of a token that holds the roles. */
    rolesClaim: string;
    /** Where clients post to, as they know it (`htu`, RFC 9449). */
    publicUrls: readonly string[];
    /** Codes of the subgraphs that get the token and the proof of who asks. */
    subgraphs: ReadonlySet<string>;
  };
  documents: {
    /** The manifest; undefined where there is none. */
    manifest: string | undefined;
    /** Whether only its documents are answered. */
    required: boolean;
  };
  introspection: boolean;
  /** `off` starts without an audit service too, and then records nothing. */
  ledger: 'on' | 'off';
  /** Where supergraphs come from, and whether others follow; undefined where it is `SUPERGRAPH` alone. */
  registry:
    | {
        /** The registry's graph. */
        url: string;
        /** The keys that are believed, the registry's among them. */
        pinnedKeysDir: string;
        /** File for the last good release. */
        cache: string | undefined;
      }
    | undefined;
};

/** Thrown at start only; names every variable that is missing or wrong, never its value. */
export class GatewayConfigError extends Error {
  override name = 'GatewayConfigError';
}

/** @throws GatewayConfigError naming each variable that does not fit. */
export function readGatewayConfig(env: NodeJS.ProcessEnv = process.env): GatewayConfig {
  const data = parsed(gatewayEnvironment, env);
  return {
    host: data.HOST,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    supergraphSdl: readText(data.SUPERGRAPH, 'SUPERGRAPH'),
    subgraphUrls: data.SUBGRAPH_URLS,
    deadlines: {
      agency: data.AGENCY_DEADLINE_MS,
      agencies: data.AGENCY_DEADLINES,
      owner: data.OWNER_DEADLINE_MS,
    },
    door: {
      ...(data.HEADERS_TIMEOUT_MS && { headersTimeout: data.HEADERS_TIMEOUT_MS }),
      ...(data.REQUEST_TIMEOUT_MS && { requestTimeout: data.REQUEST_TIMEOUT_MS }),
      ...(data.CONNECTION_TIMEOUT_MS && { connectionTimeout: data.CONNECTION_TIMEOUT_MS }),
    },
    bodyLimit: data.BODY_LIMIT,
    answerLimit: data.ANSWER_LIMIT,
    keys: { file: data.KEYS_FILE, text: data.KEYS },
    pinnedKeysDir: data.PINNED_KEYS_DIR,
    people: {
      issuer: data.OIDC_ISSUER,
      audience: data.OIDC_AUDIENCE,
      rolesClaim: data.OIDC_ROLES_CLAIM,
      publicUrls: data.PUBLIC_URLS ?? [`http://${data.HOST}:${data.PORT}/graphql`],
      subgraphs: data.PEOPLE_SUBGRAPHS,
    },
    ledger: data.LEDGER,
    ...readOpenness(data),
    registry: readRegistry(data),
  };
}

/** What the making of keys reads. @throws GatewayConfigError likewise */
export function readKeysConfig(env: NodeJS.ProcessEnv = process.env): KeysConfig {
  const { KEYS_FILE: file, KEYS: text, PINNED_KEYS_DIR } = parsed(keysEnvironment, env);
  return { keys: { file, text }, pinnedKeysDir: PINNED_KEYS_DIR };
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

/** What may be asked: in production as little as possible unless told otherwise. */
function readOpenness(
  data: z.infer<typeof gatewayEnvironment>,
): Pick<GatewayConfig, 'documents' | 'introspection'> {
  const isOpen = data.NODE_ENV !== 'production';
  const { TRUSTED_DOCUMENTS: trusted = isOpen ? 'optional' : 'required' } = data;
  const { INTROSPECTION: introspection = isOpen ? 'on' : 'off' } = data;
  const { TRUSTED_DOCUMENTS_FILE: file } = data;
  const required = trusted === 'required';
  const manifest = required ? readText(file, 'TRUSTED_DOCUMENTS_FILE') : readIfThere(file);
  return { documents: { manifest, required }, introspection: introspection === 'on' };
}

function readRegistry(data: z.infer<typeof gatewayEnvironment>): GatewayConfig['registry'] {
  const { REGISTRY_URL: url, PINNED_KEYS_DIR: pinnedKeysDir, SUPERGRAPH_CACHE: cache } = data;
  return url === undefined ? undefined : { url, pinnedKeysDir, cache };
}

function parsed<Shape extends z.ZodType>(shape: Shape, env: NodeJS.ProcessEnv): z.infer<Shape> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = shape.safeParse(given);
  if (!error) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new GatewayConfigError(`The environment does not fit:\n  ${problems.join('\n  ')}`);
}

function readText(file: string, variable: string): string {
  const text = readIfThere(file);
  if (text !== undefined) return text;
  throw new GatewayConfigError(`${variable}: the file cannot be read; npm run compose writes it`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
