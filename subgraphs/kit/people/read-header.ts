import { z } from 'zod';
import { parseStrictJson } from '../sealing/strict-json.ts';
import { because, known } from './caller-cause.ts';
import type { Known } from './caller-cause.ts';

/** Characters of a token or a proof. */
const LIMIT = 8192;

/** Ways to bring another key along than the one we would look for (RFC 7515 §4.1.2–6, §4.1.11). */
const FOREIGN = ['jku', 'x5u', 'x5c', 'crit'];

const headerSchema = z.looseObject({ alg: z.string(), typ: z.string().optional() });

/** A header whose signature was not looked at yet. */
export type JwtHeader = z.infer<typeof headerSchema>;

/**
 * The header of a JWT in compact form, read strictly: base64url as RFC 7515 writes it, no padding,
 * no second way to write the same bytes, no member twice.
 *
 * @param typs the acceptable values of `typ`.
 * @param algorithms the acceptable values of `alg`.
 */
export function readHeader(
  jwt: string,
  { typs, algorithms }: { typs: readonly string[]; algorithms: readonly string[] },
): Known<JwtHeader> {
  if (jwt.length > LIMIT) return because('TOO_LARGE');
  const parts = jwt.split('.');
  const [first = ''] = parts;
  if (parts.length !== 3 || !parts.every(isCanonical)) return because('MALFORMED');
  const header = headerSchema.safeParse(parseBytes(Buffer.from(first, 'base64url')));
  if (!header.success) return because('MALFORMED');
  const { alg, typ = '' } = header.data;
  if (!typs.includes(typ)) return because('WRONG_TYPE');
  if (!algorithms.includes(alg)) return because('WRONG_ALGORITHM');
  if (FOREIGN.some((member) => member in header.data)) return because('FOREIGN_KEY');
  return known(header.data);
}

/** JSON in UTF-8 without a member twice; `undefined` when it is anything else. */
export function parseBytes(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}
