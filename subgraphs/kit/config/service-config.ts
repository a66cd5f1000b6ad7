import { z } from 'zod';
import { peopleConfig, peopleEnvironment } from './people-config.ts';
import type { PeopleConfig } from './people-config.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const urlsSchema = z.record(z.string(), z.url({ protocol: /^https?$/u }));

function parseUrls(text: string, context: z.RefinementCtx): z.infer<typeof urlsSchema> {
  try {
    const parsed = urlsSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // said below
  }
  context.addIssue('must be JSON of addresses by code');
  return z.NEVER;
}

const serviceEnvironment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/u }).optional(),
  MIGRATION_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/u }).optional(),
  KEYS_FILE: z.string().min(1).optional(),
  KEYS: z.string().min(1).optional(),
  PINNED_KEYS_DIR: z.string().min(1).optional(),
  POLICY_FILE: z.string().min(1).optional(),
  DATA_KEYS_FILE: z.string().min(1).optional(),
  DATA_KEYS: z.string().min(1).optional(),
  LEDGER_KEYS_FILE: z.string().min(1).optional(),
  LEDGER_KEYS: z.string().min(1).optional(),
  SUBGRAPH_URLS: z.string().default('{}').transform(parseUrls),
  FOLLOW_INTERVAL_MS: z.coerce.number().int().min(100).max(3_600_000).default(5000),
  PUBLICATIONS_DIR: z.string().min(1).optional(),
  TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
  ...peopleEnvironment,
});

/** What a service reads from its environment; the only place it does so. */
export type ServiceConfig = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  logLevel: (typeof logLevels)[number];
  /** The role that serves: it reads, and writes only what the service names. */
  databaseUrl: string | undefined;
  /** The role that owns the tables: it migrates and imports. */
  migrationDatabaseUrl: string | undefined;
  /** Private keys, as a file of mode 600 or as the JWKS text itself. */
  keys: { file: string | undefined; text: string | undefined };
  /** One `<code>.json` of public keys for each party whose signatures are accepted. */
  pinnedKeysDir: string | undefined;
  /** JSON that changes what an agency's own `policy.ts` says. */
  policyFile: string | undefined;
  /** Keys that encrypt what a service stores (the court). */
  dataKeys: { file: string | undefined; text: string | undefined };
  /** Keys that name people in the ledger. */
  ledgerKeys: { file: string | undefined; text: string | undefined };
  /** Where other services' graphs are, by code, for a service that follows them (audit). */
  subgraphUrls: Readonly<Record<string, string>>;
  /** Milliseconds between two looks at what is followed. */
  followInterval: number;
  /** Signed publications that the registry takes in when it starts. */
  publicationsDir: string | undefined;
  /** Manifest of the documents that our own clients send (the registry). */
  trustedDocumentsFile: string | undefined;
  /** Whose tokens are accepted; needed by services that serve people. */
  people: PeopleConfig;
};

/** Thrown at start only; names every variable that is missing or wrong, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** @throws ConfigError naming each variable that does not fit. */
export function readServiceConfig(env: NodeJS.ProcessEnv = process.env): ServiceConfig {
  const parsed = serviceEnvironment.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')}: ${issue.message}`,
    );
    throw new ConfigError(`The environment does not fit:\n  ${problems.join('\n  ')}`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    databaseUrl: values.DATABASE_URL,
    migrationDatabaseUrl: values.MIGRATION_DATABASE_URL,
    keys: { file: values.KEYS_FILE, text: values.KEYS },
    pinnedKeysDir: values.PINNED_KEYS_DIR,
    policyFile: values.POLICY_FILE,
    dataKeys: { file: values.DATA_KEYS_FILE, text: values.DATA_KEYS },
    ledgerKeys: { file: values.LEDGER_KEYS_FILE, text: values.LEDGER_KEYS },
    subgraphUrls: values.SUBGRAPH_URLS,
    followInterval: values.FOLLOW_INTERVAL_MS,
    publicationsDir: values.PUBLICATIONS_DIR,
    trustedDocumentsFile: values.TRUSTED_DOCUMENTS_FILE,
    people: peopleConfig(values),
  };
}

/** @throws ConfigError when the value is missing. */
export function required<T extends string | readonly string[]>(
  value: T | undefined,
  variable: string,
): T {
  if (value === undefined) throw new ConfigError(`${variable} is not set`);
  return value;
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
