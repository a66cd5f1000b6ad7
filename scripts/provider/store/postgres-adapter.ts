import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Database } from '../../../subgraphs/kit/database/connect.ts';
import { oidcRecord } from './open-store.ts';

/** Where oidc-provider keeps the records of one kind. What has expired is not found. */
export function postgresAdapter(db: Database): (model: string) => Adapter {
  return (model) => {
    const one = (condition: SQL): SQL | undefined => and(eq(oidcRecord.model, model), condition);
    const find = async (condition: SQL): Promise<AdapterPayload | undefined> => {
      const alive = or(isNull(oidcRecord.expiresAt), gt(oidcRecord.expiresAt, new Date()));
      const where = and(one(condition), alive);
      const [found] = await db
        .select({ payload: oidcRecord.payload })
        .from(oidcRecord)
        .where(where);
      return found?.payload;
    };
    return {
      upsert: (id, payload, expiresIn) => upsert(db, model, { id, payload, expiresIn }),
      find: (id) => find(eq(oidcRecord.id, id)),
      findByUserCode: (userCode) => find(eq(oidcRecord.userCode, userCode)),
      findByUid: (uid) => find(eq(oidcRecord.uid, uid)),
      consume: async (id) => {
        const consumed = sql`jsonb_set(payload, '{consumed}', to_jsonb(extract(epoch from now())::int))`;
        await db
          .update(oidcRecord)
          .set({ payload: consumed })
          .where(one(eq(oidcRecord.id, id)));
      },
      destroy: async (id) => {
        await db.delete(oidcRecord).where(one(eq(oidcRecord.id, id)));
      },
      revokeByGrantId: async (grantId) => {
        await db.delete(oidcRecord).where(one(eq(oidcRecord.grantId, grantId)));
      },
    };
  };
}

async function upsert(
  db: Database,
  model: string,
  record: { id: string; payload: AdapterPayload; expiresIn: number | undefined },
): Promise<void> {
  const { id, payload, expiresIn } = record;
  const { grantId = null, userCode = null, uid = null } = payload;
  const expiresAt = expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1000);
  const values = { payload, grantId, userCode, uid, expiresAt };
  await db
    .insert(oidcRecord)
    .values({ model, id, ...values })
    .onConflictDoUpdate({ target: [oidcRecord.model, oidcRecord.id], set: values });
}
