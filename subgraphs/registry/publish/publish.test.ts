import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registryWorld } from '../../../tests/support/registry-world.ts';
import type { RegistryWorld } from '../../../tests/support/registry-world.ts';
import { writeJwks } from '../../kit/sealing/jwks.ts';
import { publicKeys } from '../../kit/sealing/keys.ts';
import { retire } from '../release/retire.ts';
import { rollBack } from '../release/roll-back.ts';
import { readReleased } from '../release/released.ts';
import { storeUsage } from '../usage/store-usage.ts';
import { TOY_COURT, toyAgency, toyMarket } from '../toy-schemas.ts';
import { listPublications } from './list-publications.ts';
import { publish } from './publish.ts';
import { publishedAddresses } from './published-addresses.ts';
import { readHistory } from './read-history.ts';
import type { SchemaResult } from './schema-result.ts';

const worlds: RegistryWorld[] = [];
beforeAll(async () => {
  const world = await registryWorld(['court', 'market', 'police', 'mall']);
  worlds.push(world);
  expect((await world.publish('court', TOY_COURT)).problems).toEqual([]);
});
afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
});

function world(): RegistryWorld {
  const [first] = worlds;
  if (first === undefined) throw new Error('There is no world');
  return first;
}

const codesOf = ({ problems }: SchemaResult) => problems.map(({ code }) => code);
const decision = (code: string) => ({ code, reason: 'as a test wants it', by: 'zheng.guanli' });
const partsNow = async () => (await readReleased(world().registry.db))?.stable.parts;

test('a schema is published under the next version, and told with what it changes', async () => {
  const result = await world().publish('police', toyAgency('police'));
  expect(result).toMatchObject({ version: 1, problems: [], release: expect.any(Number) as number });
  expect(result.changes.map(({ path }) => path)).toContain('Inquiry.police');
  expect(await partsNow()).toMatchObject({ court: 1, police: 1 });
});

test('the same schema, address and keys publish nothing new', async () => {
  const before = (await readReleased(world().registry.db))?.id;
  const again = await world().publish('police', toyAgency('police'));
  expect(again).toEqual({ release: null, version: 1, changes: [], problems: [] });
  expect((await readReleased(world().registry.db))?.id).toBe(before);
  const moved = await world().publish('police', toyAgency('police'), { url: 'http://b.test/' });
  expect(moved).toMatchObject({ version: 2, problems: [], changes: [] });
  const addresses = await publishedAddresses(world().registry.db);
  expect(addresses).toMatchObject({ police: 'http://b.test/' });
});

describe('what is not signed as it should be is refused and written down', () => {
  const sdl = toyAgency('mall');
  test.each([
    [
      'by a stranger',
      'NOT_SIGNED_BY_AGENCY',
      () => world().signed('mall', sdl, { by: 'stranger' }),
    ],
    [
      'by another agency',
      'NOT_SIGNED_BY_AGENCY',
      () => world().signed('mall', sdl, { by: 'police' }),
    ],
    [
      'by another agency under its own code',
      'NOT_SIGNED_BY_AGENCY',
      async () => ({ ...(await world().signed('police', sdl)), code: 'mall' }),
    ],
    [
      'over another schema',
      'SIGNED_SOMETHING_ELSE',
      async () => ({ ...(await world().signed('mall', sdl)), sdl: `${sdl}#` }),
    ],
    [
      'over another address',
      'SIGNED_SOMETHING_ELSE',
      async () => ({ ...(await world().signed('mall', sdl)), url: 'http://evil.test/graphql' }),
    ],
    [
      'an hour ago',
      'SIGNED_AT_ANOTHER_TIME',
      () => world().signed('mall', sdl, { now: new Date(Date.now() - 3_600_000) }),
    ],
    [
      'at all',
      'NOT_SIGNED_BY_AGENCY',
      async () => ({ ...(await world().signed('mall', sdl)), token: 'a.b.c' }),
    ],
    [
      'with keys that nobody accepted',
      'KEY_NOT_ACCEPTED',
      () => {
        const { stranger } = world().parties;
        if (stranger === undefined) throw new Error('There is no stranger');
        return world().signed('mall', sdl, { jwks: writeJwks(publicKeys(stranger.own)) });
      },
    ],
    [
      'for a code that nobody accepted',
      'CODE_NOT_ACCEPTED',
      () => world().signed('customs', toyAgency('customs')),
    ],
  ])('%s: %s', async (_, code, make) => {
    const publication = await make();
    const result = await publish(world().registry, [publication], { by: 'wu.gongcheng' });
    expect(new Set(codesOf(result))).toEqual(new Set([code]));
    expect(result.release).toBeNull();
    const [entry] = await readHistory(world().registry.db, publication.code);
    expect(entry).toMatchObject({ act: 'REFUSED', by: 'wu.gongcheng', problems: [code] });
  });

  test('a publication that was taken already', async () => {
    const first = await world().signed('mall', toyAgency('mall'));
    const second = await world().signed('mall', toyAgency('mall', 'type Query { a: Int }'));
    const by = { by: 'wu.gongcheng' };
    expect(codesOf(await publish(world().registry, [first], by))).toEqual([]);
    expect(codesOf(await publish(world().registry, [second], by))).toEqual([]);
    expect(codesOf(await publish(world().registry, [first], by))).toEqual(['TAKEN_BEFORE']);
    expect(world().log()).toContain('a publication was refused');
  });
});

test.each([
  ['what does not compose with the others', 'ping: Boolean', 'INVALID_FIELD_SHARING'],
  ['an agency that would take along what others answer', 'ours: Boolean!', 'NON_NULL_ROOT'],
])('%s is refused with its place', async (_, field, code) => {
  const result = await world().publish('mall', toyAgency('mall', `type Query { ${field} }`));
  expect(result).toMatchObject({ release: null, problems: [{ code }] });
  expect(result.problems[0]).toHaveProperty('line', expect.any(Number));
});

test('a check does nothing, and neither is it written down', async () => {
  const { token: _, ...candidate } = await world().signed('market', toyMarket('name: String'));
  const options = { by: 'wu.gongcheng', dryRun: true };
  const sound = await publish(world().registry, [candidate], options);
  expect(sound).toMatchObject({ version: 1, release: null, problems: [] });
  expect(sound.changes.map(({ path }) => path)).toContain('Query.enterprise');
  const broken = await publish(world().registry, [{ ...candidate, sdl: '{' }], options);
  expect(codesOf(broken)).toEqual(['INVALID_GRAPHQL']);
  expect(await readHistory(world().registry.db, 'market')).toEqual([]);
});

describe('a change that would break a client', () => {
  const used = {
    ...{ document: 'a'.repeat(64), operation: 'ShowEnterprise', client: 'console' },
    coordinates: ['Enterprise', 'Enterprise.statusSince', 'Query', 'Query.enterprise'],
  };

  test('is refused naming operation, client and field, and taken once the client moved on', async () => {
    const { registry } = world();
    await world().publish('market', toyMarket('name: String status: Int statusSince: Int'));
    await storeUsage(registry.db, [used], registry.now());
    const without = toyMarket('name: String');
    const refused = await world().publish('market', without);
    const [problem] = refused.problems;
    expect(refused.problems).toHaveLength(1);
    expect(problem).toMatchObject({ code: 'BREAKING_CHANGE', subgraph: 'market' });
    for (const word of ['Enterprise.statusSince', 'ShowEnterprise', 'console'])
      expect(problem?.message).toContain(word);
    expect(without.split('\n')[(problem?.line ?? 0) - 1]).toContain('type Enterprise');
    world().advance(31 * 24 * 60 * 60 * 1000);
    const taken = await world().publish('market', without);
    expect(taken).toMatchObject({ problems: [], release: expect.any(Number) as number });
    expect(taken.changes[0]).toMatchObject({ level: 'BREAKING', path: 'Enterprise.status' });
  });

  test('is taken at once where nobody uses it', async () => {
    await world().publish('market', toyMarket('name: String status: Int statusSince: Int'));
    const elsewhere = { ...used, coordinates: ['Query', 'Query.enterprise', 'Enterprise.name'] };
    await storeUsage(world().registry.db, [elsewhere], world().registry.now());
    expect((await world().publish('market', toyMarket('name: String'))).problems).toEqual([]);
  });

  test('stands in the way of retiring too, unless it must be', async () => {
    const { registry } = world();
    await storeUsage(registry.db, [used], registry.now());
    const refused = await retire(registry, { ...decision('market'), evenIfUsed: false });
    expect(new Set(codesOf(refused))).toEqual(new Set(['BREAKING_CHANGE']));
    const forced = await retire(registry, { ...decision('market'), evenIfUsed: true });
    expect(forced).toMatchObject({ version: null, problems: [] });
    expect(await partsNow()).not.toHaveProperty('market');
    const back = await rollBack(registry, decision('market'));
    expect(back.problems).toEqual([]);
    expect(await partsNow()).toHaveProperty('market', back.version);
  });
});

test('an alias that a client of ours has stands in the way of a field becoming a key', async () => {
  const text = '{ enterprise(uscc: "1") { code: name } }';
  await using own = await ownWorld([{ name: 'Show', client: 'console', text }]);
  await own.publish('court', TOY_COURT);
  await own.publish('market', toyMarket('name: String code: ID!'));
  const keyed = toyMarket('name: String code: ID!').replace(
    '"uscc")',
    '"uscc") @key(fields: "code")',
  );
  const result = await own.publish('market', keyed);
  expect(codesOf(result)).toEqual(['ALIAS_PRONE_KEY']);
  for (const word of ['Enterprise.code', 'Show', 'console'])
    expect(result.problems[0]?.message).toContain(word);
});

describe('what others answer too', () => {
  const RULE = '@federation__policy(policies: [["NOBODY"]])';
  const COURT = `${TOY_COURT}
    type Case { caseNo: String! repairs: [String!] }
    extend type Query { case: Case }`;
  const type = `type Inquiry ${RULE}`;
  test.each([
    ['a type that all share', toyAgency('market').replace('type Inquiry', type), 'Inquiry'],
    [
      'the key of such a type',
      toyAgency('market').replace('envelope: ID!', `envelope: ID! ${RULE}`),
      'Inquiry.envelope',
    ],
    [
      'a type of the court',
      toyAgency('market', `type Case ${RULE} { caseNo: String! @shareable }`),
      'Case',
    ],
  ])('has no rule of one of them on it: %s', async (_, sdl, place) => {
    await using own = await ownWorld();
    await own.publish('court', COURT.replaceAll('caseNo: String!', 'caseNo: String! @shareable'));
    const result = await own.publish('market', sdl);
    expect(codesOf(result)).toEqual(['TAKES_OVER']);
    expect(result.problems[0]?.message).toContain(`${place}:`);
  });

  test('is made no entity of by an agency where the court alone has it', async () => {
    await using own = await ownWorld();
    await own.publish('court', COURT);
    const more = `type Case @key(fields: "caseNo") {
      caseNo: String! @federation__external
      weather: Int
    }`;
    expect(codesOf(await own.publish('market', toyAgency('market', more)))).toEqual([
      'FOREIGN_FIELD',
    ]);
  });

  test('has nothing to do with a rule on a field of its own', async () => {
    await using own = await ownWorld();
    await own.publish('court', COURT);
    const more = `type Query { open: Int ${RULE} }`;
    expect(codesOf(await own.publish('market', toyAgency('market', more)))).toEqual([]);
  });
});

describe('a version on trial', () => {
  test('leaves everybody else what they have, until it is published to all', async () => {
    const sdl = toyAgency('police', 'type Query { patrols: Int }');
    const trial = await world().publish('police', sdl, { percent: 10 });
    expect(trial.problems).toEqual([]);
    const [listed] = (await listPublications(world().registry.db)).filter(
      ({ code }) => code === 'police',
    );
    expect(listed).toMatchObject({ live: 2, canary: 3, canaryPercent: 10 });
    const other = await world().publish('mall', toyAgency('mall'), { percent: 5 });
    expect(codesOf(other)).toEqual(['CANARY_RUNNING']);
    const all = await world().publish('police', sdl);
    expect(all).toMatchObject({ version: 4, problems: [] });
    expect(await partsNow()).toHaveProperty('police', 4);
  });

  test('ends by rolling it back, and the version before comes back the same way', async () => {
    const { registry } = world();
    await world().publish('police', toyAgency('police'), { percent: 10 });
    await rollBack(registry, decision('police'));
    expect((await readReleased(registry.db))?.canary).toBeUndefined();
    expect(await partsNow()).toHaveProperty('police', 4);
    const back = await rollBack(registry, decision('police'));
    expect(back).toMatchObject({ version: 2, problems: [] });
    const [newest, ...others] = await readHistory(registry.db, 'police');
    expect(newest).toMatchObject({ act: 'ROLLED_BACK', version: 2, by: 'zheng.guanli' });
    expect(others.length).toBeGreaterThan(5);
    const nowhere = await rollBack(registry, { ...decision('police'), version: 99 });
    expect(codesOf(nowhere)).toEqual(['NO_SUCH_VERSION']);
  });
});

test.each(['publication', 'release', 'supergraph', 'refused_publication'])(
  'the serving role cannot change what stands in %s',
  async (table) => {
    const { registry } = world();
    const change = registry.db.execute(`update ${table} set id = id`);
    await expect(change).rejects.toThrow();
    await expect(registry.db.execute(`delete from ${table}`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  },
);

async function ownWorld(documents: Parameters<typeof registryWorld>[1] = []) {
  const own = await registryWorld(['court', 'market'], documents);
  return { ...own, [Symbol.asyncDispose]: () => own.close() };
}
