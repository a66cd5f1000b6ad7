import type { LookUp } from '../kit/agency/reply-to-parties.ts';
import { heldUnder } from '../kit/register/held-under.ts';
import { heldRecords } from './held-records.ts';
import { residence } from './tables.ts';

/** Everybody who stands under any of these keys, in one statement. */
export const lookUp: LookUp = async (db, { idKeys, phones }) => {
  const rows = await db
    .select()
    .from(residence)
    .where(heldUnder([residence.idKey, idKeys], [residence.phone, phones]));
  return rows.flatMap(heldRecords);
};
