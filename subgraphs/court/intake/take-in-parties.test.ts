import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { loadRepairs } from '../repairs/load-repairs.ts';
import { repair } from '../tables.ts';
import { takeInParties } from './take-in-parties.ts';

let world: CourtWorld;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

test('of whoever stood in the place of a party nothing is told once another is written there', async () => {
  const [id = ''] = (await takeIn(world, [1])).repairs;
  await world.owner.sql`insert into agency_answer (repair_id, agency, status, outcome, blocked_by)
    values (${id}, 'police', 'ANSWERED', 'BLOCKED', 'PROTECTED')`;
  await world.owner.sql`update repair set status = 'BLOCKED', flags = '{PROTECTED}',
    as_of = '2026-11-20', settled_at = now() where id = ${id}`;
  await takeIn(world, [1], { idNumber: '440524188001010014' });
  const judge = world.as(LI);
  const [after] = await loadRepairs(judge, judge.db, eq(repair.id, id));
  expect(after).toMatchObject({ status: 'OPEN', flags: [], asOf: null, settledAt: null });
  expect(after?.agencies).toEqual([]);
});

const NOBODY = { partyType: 'PERSON', name: '夏伟勇', idType: '', idNumber: '', issuingState: '' };

test('a case with very many parties is taken in without reading it anew for each part', async () => {
  const [parts, size] = [60, 10];
  const chunks = async function* () {
    for (let part = 0; part < parts; part += 1)
      yield await Promise.resolve(
        Array.from({ length: size }, (_, at) => ({
          ...{ line: part * size + at + 2, caseNo: caseNo(9000), role: 'DEFENDANT' },
          partyRef: `many ${String(part * size + at)}`,
          typed: { ...NOBODY, phone: '13800001234', lastKnownAddress: '' },
        })),
      );
  };
  const { vault } = world.as();
  const looked = await drizzle(world.owner.sql).transaction(async (tx) => {
    await takeInParties(tx, vault, Buffer.from('many'), chunks());
    const [row] = await tx.execute<{ looked: number }>(sql`
      select sum(pg_stat_get_xact_tuples_returned(oid))::float8 as looked from pg_class
      where relname in ('party', 'party_in_case')`);
    return row?.looked;
  });
  expect(looked).toBeLessThan(parts * size * 5);
});
