import type { CryptoKey } from 'jose';

/** A key with the time in which it counts; a date that is missing sets no bound. */
export type DatedKey = {
  /** RFC 7638 thumbprint: the fingerprint that administrators compare. */
  kid: string;
  key: CryptoKey;
  /** The first moment at which it signs or is sealed to. */
  validFrom: Date | undefined;
  /** From this moment on nothing that it signs is accepted, and nothing is sealed to it. */
  retiredAt: Date | undefined;
};

/** @param skew seconds by which the clock of whoever uses the key may run ahead of ours. */
export function isValid(
  { validFrom, retiredAt }: Pick<DatedKey, 'validFrom' | 'retiredAt'>,
  now: Date,
  skew = 0,
): boolean {
  const isBegun = validFrom === undefined || validFrom.getTime() <= now.getTime() + skew * 1000;
  return isBegun && (retiredAt === undefined || now < retiredAt);
}

/** @param keys newest first. */
export function newestValid(keys: readonly DatedKey[], now: Date): DatedKey | undefined {
  return keys.find((key) => isValid(key, now));
}
