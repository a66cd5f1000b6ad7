import { sql } from 'drizzle-orm';
import type { Database } from '../../kit/database/connect.ts';
import { indexAddress, indexId, indexPhone } from '../intake/blind-indexes.ts';
import type { Vault } from '../vault/vault.ts';
import type { ClerkRow } from './read-clerks.ts';

/**
 * Stores profiles as blind indexes, in one statement. All rows of one clerk together take the place
 * of what was known of them; clerks whom the rows do not name keep their profiles, since one that
 * went away would let its clerk ask about anybody.
 *
 * @returns how many clerks the rows named
 */
export async function takeInClerks(
  db: Pick<Database, 'execute'>,
  vault: Vault,
  rows: readonly ClerkRow[],
): Promise<number> {
  const profiles = [...Map.groupBy(rows, ({ subject }) => subject)].map(([clerk, own]) =>
    profileOf(vault, clerk, own),
  );
  await db.execute(
    sql`insert into clerk_profile (clerk, id_indexes, phone_indexes, address_indexes, kin_indexes)
        select clerk,
          array(select decode(one, 'base64') from unnest(ids) one),
          array(select decode(one, 'base64') from unnest(phones) one),
          array(select decode(one, 'base64') from unnest(addresses) one),
          array(select decode(one, 'base64') from unnest(kin) one)
        from jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb)
          as s(clerk text, ids text[], phones text[], addresses text[], kin text[])
        on conflict (clerk) do update set id_indexes = excluded.id_indexes,
          phone_indexes = excluded.phone_indexes, address_indexes = excluded.address_indexes,
          kin_indexes = excluded.kin_indexes, updated_at = now()`,
  );
  return profiles.length;
}

/** Indexes in base64. */
function profileOf(vault: Vault, clerk: string, rows: readonly ClerkRow[]) {
  const indexes = <Value>(
    values: readonly Value[],
    index: (vault: Vault, value: Value) => Buffer,
  ) => values.map((value) => index(vault, value).toString('base64'));
  return {
    clerk,
    ids: rows.flatMap(({ ids }) => indexes(ids, indexId)),
    phones: rows.flatMap(({ phones }) => indexes(phones, indexPhone)),
    addresses: rows.flatMap(({ addresses }) => indexes(addresses, indexAddress)),
    kin: rows.flatMap(({ kin }) => indexes(kin, indexId)),
  };
}
