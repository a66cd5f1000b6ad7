import { afterAll, beforeAll, expect, test } from 'vitest';
import { registryWorld } from '../../../tests/support/registry-world.ts';
import type { RegistryWorld } from '../../../tests/support/registry-world.ts';
import { bodiesOf } from '../../kit/ledger/toy-service-ledger.ts';
import { publish } from '../publish/publish.ts';
import { readReleased } from '../release/released.ts';
import { retire } from '../release/retire.ts';
import { rollBack } from '../release/roll-back.ts';
import { TOY_COURT, toyAgency } from '../toy-schemas.ts';

let world: RegistryWorld;
beforeAll(async () => {
  world = await registryWorld();
});
afterAll(() => world.close());

const decision = (code: string) => ({ code, reason: '为测试', by: 'zheng.guanli' });

/** What the ledger has more after this was done. */
async function recordedBy(act: () => Promise<unknown>) {
  const before = (await bodiesOf(world.registry.db)).length;
  await act();
  return (await bodiesOf(world.registry.db)).slice(before);
}

test('what is published, refused, rolled back and retired is recorded with who did it', async () => {
  const event = 'SCHEMA_CHANGED';
  const actor = 'wu.gongcheng';
  expect(await recordedBy(() => world.publish('court', TOY_COURT))).toMatchObject([
    { event, actor, outcome: 'PUBLISHED', detail: { agency: 'court', version: 1, release: 1 } },
    { event, actor, outcome: 'RELEASED', detail: { release: 1 } },
  ]);
  await world.publish('police', toyAgency('police'));
  const other = toyAgency('police', 'type Query { rank: String }');
  await world.publish('police', other, { url: 'http://b.test/graphql' });
  const stranger = () => world.publish('police', TOY_COURT, { by: 'stranger' });
  expect(await recordedBy(stranger)).toMatchObject([
    {
      ...{ event, actor, outcome: 'REFUSED' },
      detail: { attempted: 'PUBLISHED', codes: ['NOT_SIGNED_BY_AGENCY'] },
    },
  ]);
  const by = 'zheng.guanli';
  expect(await recordedBy(() => rollBack(world.registry, decision('police')))).toMatchObject([
    { event, actor: by, outcome: 'ROLLED_BACK', detail: { agency: 'police', version: 1 } },
    { event, actor: by, outcome: 'RELEASED', detail: { release: 4 } },
  ]);
  const leaving = { ...decision('police'), evenIfUsed: true };
  const retired = await recordedBy(() => retire(world.registry, leaving));
  expect(retired).toMatchObject([
    { event, actor: by, outcome: 'RETIRED', detail: { agency: 'police', release: 5 } },
    { event, actor: by, outcome: 'RELEASED', detail: { release: 5 } },
  ]);
  expect(JSON.stringify(retired)).not.toContain('为测试');
});

test('a decision that is refused is recorded with what was attempted', async () => {
  const refused = { event: 'SCHEMA_CHANGED', actor: 'zheng.guanli', outcome: 'REFUSED' };
  const leave = () => retire(world.registry, { ...decision('nobody'), evenIfUsed: true });
  expect(await recordedBy(leave)).toMatchObject([
    {
      ...refused,
      detail: { agency: 'nobody', attempted: 'RETIRED', codes: ['NO_SUCH_SUBGRAPH'] },
    },
  ]);
  const back = () => rollBack(world.registry, { ...decision('court'), version: 99 });
  expect(await recordedBy(back)).toMatchObject([
    {
      ...refused,
      detail: { agency: 'court', attempted: 'ROLLED_BACK', codes: ['NO_SUCH_VERSION'] },
    },
  ]);
});

test('a check, and what is served already, leave no entry', async () => {
  const offered = [await world.signed('market', toyAgency('market'))];
  const check = () => publish(world.registry, offered, { by: 'wu.gongcheng', dryRun: true });
  expect(await recordedBy(check)).toEqual([]);
  expect(await recordedBy(() => world.publish('court', TOY_COURT))).toEqual([]);
});

test('what cannot be recorded is neither released nor written down as refused', async () => {
  const before = (await readReleased(world.registry.db))?.id;
  const { sql } = world.owner;
  const refusals = () => sql`select from refused_publication`;
  const { length } = await refusals();
  await sql`alter table ledger_entry rename to ledger_gone`;
  try {
    const unrecorded = { name: 'LedgerError', code: 'UNAVAILABLE' };
    const fresh = world.publish('market', toyAgency('market'));
    await expect(fresh).rejects.toMatchObject(unrecorded);
    const stranger = world.publish('market', toyAgency('market'), { by: 'stranger' });
    await expect(stranger).rejects.toMatchObject(unrecorded);
  } finally {
    await sql`alter table ledger_gone rename to ledger_entry`;
  }
  expect((await readReleased(world.registry.db))?.id).toBe(before);
  expect(await refusals()).toHaveLength(length);
  expect(world.log()).toContain('the ledger took no entry');
});
