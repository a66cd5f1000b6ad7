import { isDeepStrictEqual } from 'node:util';
import type { ServiceConfig } from '../config/service-config.ts';
import { connect } from '../database/connect.ts';
import { lastDetails } from '../ledger/last-details.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { createLedgerWriter } from '../ledger/ledger-writer.ts';
import type { PublicJwks } from '../sealing/jwks.ts';

/** What was done to whose keys. */
export type KeyChange = {
  outcome: 'MADE' | 'ROTATED' | 'ACCEPTED' | 'PSEUDONYMS_ROTATED';
  party: string;
  /** As they are now; a change of pseudonyms has none to show. */
  jwks: PublicJwks | undefined;
};

/**
 * Records a change of keys in the service's own ledger, as far as it has one: a command may run where
 * only files are. The same keys of the same party are recorded once.
 *
 * @param code of the service
 * @param warn told where it was not recorded, and why
 */
export async function recordKeys(
  code: string,
  { databaseUrl }: Partial<Pick<ServiceConfig, 'databaseUrl'>>,
  { outcome, party, jwks }: KeyChange,
  warn: (text: string) => unknown = (text) => process.stderr.write(text),
): Promise<void> {
  if (databaseUrl === undefined) {
    warn(`${code}: DATABASE_URL is not set, so this change of keys is not in the ledger\n`);
    return;
  }
  const connection = connect(databaseUrl, { applicationName: `relink-${code}-keys`, max: 1 });
  const { db } = connection;
  const event = 'KEY_CHANGED';
  const fingerprints = jwks?.keys.map(({ kid }) => kid) ?? [];
  try {
    const before = await lastDetails(db, { actor: code, event, most: 100 });
    const last = before.find((detail) => detail['party'] === party);
    const isKnown = isDeepStrictEqual(last?.['fingerprints'], fingerprints);
    if (jwks !== undefined && isKnown) return;
    const detail = { party, fingerprints };
    const writer = createLedgerWriter({ db });
    await writer.commit([{ at: new Date(), event, actor: code, outcome, detail }]);
  } catch (error) {
    const { causeCode } = new LedgerError('UNAVAILABLE', error);
    warn(`${code}: this change of keys is not in the ledger (${causeCode ?? 'failed'})\n`);
  } finally {
    await connection.close();
  }
}
