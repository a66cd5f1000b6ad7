import type { LookUp } from '../kit/agency/reply-to-parties.ts';
import { heldUnder } from '../kit/register/held-under.ts';
import { heldRecords } from './held-records.ts';
import { complaint } from './tables.ts';

/** Every merchant and enterprise that stands under any of these keys, in one statement. */
export const lookUp: LookUp = async (db, { idKeys, phones }) => {
  const rows = await db
    .select()
    .from(complaint)
    .where(
      heldUnder(
        [complaint.usccKey, idKeys],
        [complaint.merchantIdKey, idKeys],
        [complaint.phone, phones],
      ),
    );
  return rows.flatMap(heldRecords);
};
