import type { LookUp } from '../kit/agency/reply-to-parties.ts';
import { heldUnder } from '../kit/register/held-under.ts';
import { heldRecords } from './held-records.ts';
import { lease } from './tables.ts';

/** Every tenant and enterprise that stands under any of these keys, in one statement. */
export const lookUp: LookUp = async (db, { idKeys, phones }) => {
  const rows = await db
    .select()
    .from(lease)
    .where(heldUnder([lease.usccKey, idKeys], [lease.tenantIdKey, idKeys], [lease.phone, phones]));
  return rows.flatMap(heldRecords);
};
