import { ConfigError } from '../config/service-config.ts';
import { CsvError } from '../csv/csv-error.ts';
import { RegisterError } from '../register/register-error.ts';
import { KeysError } from '../sealing/keys-error.ts';

/** Errors whose messages are written for people and quote no value. */
const OURS = [ConfigError, CsvError, KeysError, RegisterError];

/** Errors of ours say what to do; any other is named by kind and code, since it may quote values. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (OURS.some((kind) => error instanceof kind)) return error.message;
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  return `failed: ${cause.name}${code}`;
}
