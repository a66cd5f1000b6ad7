import type { LookUp } from '../kit/agency/reply-to-parties.ts';
import { heldUnder } from '../kit/register/held-under.ts';
import { heldRecords } from './held-records.ts';
import { enterprise } from './tables.ts';

/** Every enterprise and representative that stands under any of these keys, in one statement. */
export const lookUp: LookUp = async (db, { idKeys, phones }) => {
  const rows = await db
    .select()
    .from(enterprise)
    .where(
      heldUnder(
        [enterprise.usccKey, idKeys],
        [enterprise.legalRepIdKey, idKeys],
        [enterprise.contactPhone, phones],
      ),
    );
  return rows.flatMap(heldRecords);
};
