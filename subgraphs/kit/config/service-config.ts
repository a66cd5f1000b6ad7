import { z } from 'zod';
import { peopleConfig, peopleEnvironment } from './people-config.ts';
import type { PeopleConfig } from './people-config.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

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
