import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * Fields that could hold a person's data or a secret. Nothing writes them on purpose; this is the
 * second line, for whoever logs a whole object.
 */
const PERSONAL = [
  'name',
  'formerName',
  'idNumber',
  'id_number',
  'phone',
  'address',
  'value',
  'masked',
  'envelope',
  'sealed',
  'warrant',
  'parties',
  'authorization',
  'cookie',
  'password',
];

const redacted = PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** JSON lines on standard output, with the service's code on each. */
export function createLogger(
  service: string,
  level: string,
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redacted, censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * The kind and place of an error without its message: a database's message can quote a value.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const failed = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in failed && typeof failed.code === 'string' ? failed.code : undefined;
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { type: error.name, code, at: frames?.slice(0, 4).map((line) => line.trim()) };
}
