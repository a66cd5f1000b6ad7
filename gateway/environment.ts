import { join } from 'node:path';
import { z } from 'zod';
import { peopleEnvironment } from '../subgraphs/kit/config/people-config.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const milliseconds = z.coerce.number().int().min(1).max(600_000);
const bytes = z.coerce.number().int().min(1024);
const generated = join(import.meta.dirname, '..', 'schema', 'generated');
const MIB = 1024 * 1024;

/** The gateway's own keys, and the folder of those it trusts, in which its public half stands too. */
const keys = {
  KEYS_FILE: z.string().min(1).optional(),
  KEYS: z.string().min(1).optional(),
  PINNED_KEYS_DIR: z.string().min(1),
};

/** The variables that serving reads. */
export const gatewayEnvironment = z.object({
  ...keys,
  ...peopleEnvironment,
  // without a provider nobody could sign in, so nobody starts without
  OIDC_ISSUER: peopleEnvironment.OIDC_ISSUER.unwrap(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  SUPERGRAPH: z.string().min(1).default(join(generated, 'supergraph.graphql')),
  SUBGRAPH_URLS: json(z.record(z.string(), z.url({ protocol: /^https?$/u }))),
  PEOPLE_SUBGRAPHS: z
    .string()
    .default('court,audit,registry')
    .transform((text) => new Set(text.split(',').map((code) => code.trim()))),
  AGENCY_DEADLINE_MS: milliseconds.default(2000),
  AGENCY_DEADLINES: json(z.record(z.string(), milliseconds)),
  OWNER_DEADLINE_MS: milliseconds.default(30_000),
  HEADERS_TIMEOUT_MS: milliseconds.optional(),
  REQUEST_TIMEOUT_MS: milliseconds.optional(),
  CONNECTION_TIMEOUT_MS: milliseconds.optional(),
  BODY_LIMIT: bytes.default(MIB),
  ANSWER_LIMIT: bytes.default(64 * MIB),
  NODE_ENV: z.string().optional(),
  TRUSTED_DOCUMENTS: z.enum(['required', 'optional']).optional(),
  TRUSTED_DOCUMENTS_FILE: z.string().min(1).default(join(generated, 'trusted-documents.json')),
  INTROSPECTION: z.enum(['on', 'off']).optional(),
  LEDGER: z.enum(['on', 'off']).default('on'),
  REGISTRY_URL: z.url({ protocol: /^https?$/u }).optional(),
  SUPERGRAPH_CACHE: z.string().min(1).optional(),
});

/** The variables that the making of keys reads. */
export const keysEnvironment = z.object(keys);

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
