import { z } from 'zod';

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/u });
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65_535),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  DATABASE_URL: postgresUrl,
  MIGRATION_DATABASE_URL: postgresUrl,
  KEYS_FILE: z.string().min(1),
  ACCOUNTS_FILE: z.string().min(1),
  OIDC_AUDIENCE: z.string().min(1).default('urn:relink:graph'),
  CONSOLE_REDIRECT_URIS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((uri) => uri !== ''))
    .pipe(z.array(z.url({ protocol: /^https?$/u }))),
});

/** What the provider reads from its environment; the only place it does so. */
export type ProviderConfig = {
  /** Of 127.0.0.1; the issuer is made of it. 0 takes any free one. */
  port: number;
  logLevel: (typeof logLevels)[number];
  databaseUrl: string;
  /** The role that owns the table: it makes it. */
  migrationDatabaseUrl: string;
  /** Signing and cookie keys; made when missing. */
  keysFile: string;
  /** People and their passwords; made when missing. */
  accountsFile: string;
  /** The resource that access tokens are for. */
  audience: string;
  /** Where the console may be besides 127.0.0.1. */
  consoleRedirectUris: string[];
};

/** For whoever started the provider: what to do, without a value. */
export class ProviderError extends Error {
  override name = 'ProviderError';
}

/** @throws ProviderError in production, or naming each variable that does not fit. */
export function readProviderConfig(env: NodeJS.ProcessEnv = process.env): ProviderConfig {
  if (env['NODE_ENV'] === 'production') {
    throw new ProviderError(
      'The people of this provider are invented, so it does not start with NODE_ENV=production. ' +
        'Set OIDC_ISSUER to your own provider instead.',
    );
  }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = environment.safeParse(given);
  if (error) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ProviderError(`The environment does not fit:\n  ${problems.join('\n  ')}`);
  }
  return {
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    databaseUrl: data.DATABASE_URL,
    migrationDatabaseUrl: data.MIGRATION_DATABASE_URL,
    keysFile: data.KEYS_FILE,
    accountsFile: data.ACCOUNTS_FILE,
    audience: data.OIDC_AUDIENCE,
    consoleRedirectUris: data.CONSOLE_REDIRECT_URIS,
  };
}
