import { or, sql } from 'drizzle-orm';
import type { LookUp } from '../kit/agency/reply-to-parties.ts';
import { heldUnder } from '../kit/register/held-under.ts';
import { heldRecords } from './held-records.ts';
import { line } from './tables.ts';

/**
 * Every line of these people and of these numbers, in one statement; and whoever else has a number
 * of these people, since only all rows of a number tell whose it is today.
 */
export const lookUp: LookUp = async (db, { idKeys, phones }) => {
  const theirs = heldUnder([line.idKey, idKeys]);
  const shared = sql`${line.phone} = any(array(select phone from line where ${theirs}))`;
  const rows = await db
    .select()
    .from(line)
    .where(or(heldUnder([line.idKey, idKeys], [line.phone, phones]), shared));
  return heldRecords(rows);
};
