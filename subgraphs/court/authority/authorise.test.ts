import { afterAll, beforeAll, expect, test } from 'vitest';
import { courtWorld } from '../../../tests/support/court-world/court-world.ts';
import type { CourtWorld } from '../../../tests/support/court-world/court-world.ts';
import { LI, WANG, ZHAO } from '../../../tests/support/court-world/people.ts';
import type { Account } from '../../../tests/support/court-world/people.ts';
import { caseNo, takeIn } from '../../../tests/support/court-world/take-in.ts';
import { courtTransaction } from '../ledger/court-transaction.ts';
import { approveBatch } from './approve-batch.ts';
import { assignClerk } from './assign-clerk.ts';
import { authorise } from './authorise.ts';
import { PARTIES_AN_HOUR } from './hourly-limit.ts';

let world: CourtWorld;
let lastCase = 0;

beforeAll(async () => {
  world = await courtWorld();
});

afterAll(async () => {
  await world.close();
});

/** A clerk, and a browser, that nobody has seen before. */
function newClerk(change: Partial<Account> = {}): Account {
  lastCase += 1;
  return { ...WANG, subject: `clerk-${String(lastCase)}`, ...change };
}

/** A case of its own with so many parties, and the clerks who work on it. */
async function newCase(parties: number, ...clerks: Account[]) {
  lastCase += 1;
  const number = lastCase;
  const taken = await takeIn(
    world,
    Array.from({ length: parties }, () => number),
  );
  for (const { subject } of clerks) {
    await assignClerk(world.as(LI), { caseNo: caseNo(number) }, subject);
  }
  return { ...taken, caseNo: caseNo(number) };
}

function ask(account: Account, ids: readonly string[], role: 'CLERK' | 'JUDGE' = 'CLERK') {
  return courtTransaction(world.as(account), (court, tx) => authorise(court, tx, ids, { role }));
}

async function endCase(number: string): Promise<void> {
  await world.owner.sql`update court_case set status = 'CLOSED' where case_no = ${number}`;
}

async function deniedTo(account: Account): Promise<unknown[]> {
  const acts = await world.owner.sql`
    select detail ->> 'code' as code, target_id, role from act
    where subject = ${account.subject} and kind = 'DENIED' order by target_id`;
  return acts.map((row) => ({ ...row }));
}

test('a clerk may ask about the cases assigned to them and no other', async () => {
  const clerk = newClerk();
  const own = await newCase(2, clerk);
  const other = await newCase(1, ZHAO);
  const [foreign = ''] = other.repairs;
  const { granted, refused } = await ask(clerk, [...own.repairs, foreign]);
  expect(granted).toEqual(own.repairs);
  expect(refused).toEqual([{ id: foreign, problem: 'NOT_ASSIGNED' }]);
  expect(await deniedTo(clerk)).toEqual([
    { code: 'NOT_ASSIGNED', target_id: foreign, role: 'CLERK' },
  ]);
});

test('an id that names no repair is neither granted nor refused, a repeated one counts once', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(1, clerk);
  const nobody = '00000000-0000-4000-8000-000000000000';
  const said = await ask(clerk, [...repairs, nobody, ...repairs]);
  expect(said).toEqual({ granted: repairs, refused: [] });
  expect(await hourOf(clerk)).toBe(1);
});

test('nobody asks about a case that has ended, a judge neither', async () => {
  const clerk = newClerk();
  const { repairs, caseNo: ended } = await newCase(1, clerk);
  await endCase(ended);
  const refused = repairs.map((id) => ({ id, problem: 'CASE_NOT_LIVE' }));
  expect(await ask(clerk, repairs)).toEqual({ granted: [], refused });
  expect(await ask(newClerk({ roles: ['JUDGE'] }), repairs, 'JUDGE')).toMatchObject({ refused });
});

test('who is not assigned does not learn that a case has ended', async () => {
  const { repairs, caseNo: ended } = await newCase(1, ZHAO);
  await endCase(ended);
  const { refused } = await ask(newClerk(), repairs);
  expect(refused).toEqual([{ id: repairs[0], problem: 'NOT_ASSIGNED' }]);
});

test('a judge needs no assignment', async () => {
  const { repairs } = await newCase(1);
  const judge = newClerk({ roles: ['JUDGE'] });
  expect(await ask(judge, repairs, 'JUDGE')).toEqual({ granted: repairs, refused: [] });
  expect(await ask(judge, repairs, 'CLERK')).toMatchObject({ granted: [] });
});

test('what clerk and party have in common stops the clerk until somebody approves', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(2, clerk);
  const [shared = '', other = ''] = repairs;
  await world.owner.sql`insert into conflict_of_interest (id, repair_id, clerk, ground)
    values (gen_random_uuid(), ${shared}, ${clerk.subject}, 'SHARED_HOUSEHOLD')`;
  expect(await ask(clerk, repairs)).toEqual({
    granted: [other],
    refused: [{ id: shared, problem: 'CONFLICT_OF_INTEREST' }],
  });
  await world.owner.sql`update conflict_of_interest set approved_at = now()
    where clerk = ${clerk.subject}`;
  expect(await ask(clerk, repairs)).toEqual({ granted: repairs, refused: [] });
});

test('beyond twenty parties an hour the rest is refused in order, and told', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(PARTIES_AN_HOUR + 5, clerk);
  expect(await ask(clerk, repairs.slice(0, 3))).toMatchObject({ refused: [] });
  const { granted, refused } = await ask(clerk, repairs);
  expect(granted).toEqual(repairs.slice(0, PARTIES_AN_HOUR - 3));
  expect(refused.map(({ id }) => id)).toEqual(repairs.slice(PARTIES_AN_HOUR - 3));
  expect(new Set(refused.map(({ problem }) => problem))).toEqual(new Set(['HOURLY_LIMIT']));
  const pseudonym = world.as().pseudonymOf(clerk.subject);
  expect(world.log()).toContain(`"alert":"HOURLY_LIMIT","clerk":"${pseudonym}","refused":8`);
  expect(world.log()).not.toContain(clerk.subject);
  const [act] = await world.owner.sql`
    select detail from act where subject = ${clerk.subject} and kind = 'HOURLY_LIMIT'`;
  expect(act).toEqual({ detail: { refused: 8 } });
});

test('a refused party does not count, however often it is asked about', async () => {
  const clerk = newClerk();
  const own = await newCase(1, clerk);
  const other = await newCase(5, ZHAO);
  for (let time = 0; time < 5; time += 1) await ask(clerk, other.repairs);
  expect(await hourOf(clerk)).toBeUndefined();
  const more = await newCase(PARTIES_AN_HOUR, clerk);
  await ask(clerk, more.repairs);
  await ask(clerk, own.repairs);
  await ask(clerk, own.repairs);
  expect(await hourOf(clerk)).toBe(PARTIES_AN_HOUR);
});

test('many requests at once never get more than the hour has', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(60, clerk);
  const requests = Array.from({ length: 20 }, (_, at) => repairs.slice(at * 3, at * 3 + 3));
  const said = await Promise.all(requests.map((ids) => ask(clerk, ids)));
  expect(said.flatMap(({ granted }) => granted)).toHaveLength(PARTIES_AN_HOUR);
  expect(said.flatMap(({ refused }) => refused)).toHaveLength(60 - PARTIES_AN_HOUR);
});

test('two accounts in one browser share one hour, also at once', async () => {
  const boundTo = 'one-browser';
  const [one, two] = [newClerk({ boundTo }), newClerk({ boundTo })];
  const { repairs } = await newCase(40, one, two);
  const said = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      ask(at % 2 === 0 ? one : two, repairs.slice(at * 4, at * 4 + 4)),
    ),
  );
  expect(said.flatMap(({ granted }) => granted)).toHaveLength(PARTIES_AN_HOUR);
});

test('one account in two browsers shares one hour', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(30, clerk);
  const first = await ask({ ...clerk, boundTo: 'desk' }, repairs.slice(0, 15));
  const second = await ask({ ...clerk, boundTo: 'laptop' }, repairs.slice(15));
  expect([first.granted.length, second.granted.length]).toEqual([15, 5]);
});

test('the hour begins anew when it is over', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(PARTIES_AN_HOUR, clerk);
  await ask(clerk, repairs);
  expect(await ask(clerk, repairs)).toMatchObject({ granted: [] });
  await world.owner.sql`update hourly_count set expire = now() - interval '1 second'`;
  expect(await ask(clerk, repairs)).toMatchObject({ granted: repairs });
});

test('what a failed transaction took is given back', async () => {
  const clerk = newClerk();
  const { repairs } = await newCase(2, clerk);
  const failing = courtTransaction(world.as(clerk), async (court, tx) => {
    await authorise(court, tx, repairs, { role: 'CLERK' });
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  expect(await hourOf(clerk)).toBeUndefined();
});

test('an approved list does not count, for its clerk and for as long as it holds', async () => {
  const [clerk, colleague] = [newClerk(), newClerk()];
  const { repairs, listId } = await newCase(30, clerk, colleague);
  const reason = 'a list of the execution bureau';
  const batch = await approveBatch(world.as(LI), { list: listId, clerk: clerk.subject, reason });
  expect(batch.parties).toBe(30);
  expect(await ask(clerk, repairs)).toEqual({ granted: repairs, refused: [] });
  expect(await hourOf(clerk)).toBeUndefined();
  expect((await ask(colleague, repairs)).granted).toHaveLength(PARTIES_AN_HOUR);
  await world.owner
    .sql`update approved_batch set expires_at = now() - interval '1 second' where id = ${batch.id}`;
  expect((await ask(clerk, repairs)).granted).toHaveLength(PARTIES_AN_HOUR);
});

test('an approval covers the people whom the list names, and nobody written in their place', async () => {
  const clerk = newClerk();
  const { repairs, listId } = await newCase(PARTIES_AN_HOUR + 5, clerk);
  const number = lastCase;
  await approveBatch(world.as(LI), { list: listId, clerk: clerk.subject, reason: 'twenty-five' });
  await takeIn(
    world,
    repairs.map(() => number),
    { idNumber: '440524188001010014' },
  );
  const { granted, refused } = await ask(clerk, repairs);
  expect([granted.length, refused.length]).toEqual([PARTIES_AN_HOUR, 5]);
});

test('an approved list assigns nobody', async () => {
  const clerk = newClerk();
  const { repairs, listId } = await newCase(1);
  await approveBatch(world.as(LI), { list: listId, clerk: clerk.subject, reason: 'too early' });
  expect(await ask(clerk, repairs)).toMatchObject({ granted: [] });
});

test('it takes the same number of statements for one party and for many', async () => {
  const counts: number[] = [];
  for (const parties of [1, 15]) {
    const clerk = newClerk();
    const { repairs } = await newCase(parties, clerk);
    counts.push(await statementsOf(clerk, repairs));
  }
  expect(counts[0]).toBeGreaterThan(4);
  expect(counts[1]).toBe(counts[0]);
});

async function statementsOf(account: Account, ids: readonly string[]): Promise<number> {
  let statements = 0;
  await courtTransaction(world.as(account), async (court, tx) => {
    const counting = new Proxy(tx, {
      get: (target, name, receiver) => {
        if (['select', 'insert', 'update', 'delete', 'execute'].includes(String(name))) {
          statements += 1;
        }
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    await authorise(court, counting, ids, { role: 'CLERK' });
  });
  return statements;
}

async function hourOf({ subject }: Account): Promise<unknown> {
  const key = `sub:${world.as().pseudonymOf(subject)}`;
  const [row] = await world.owner.sql`select points from hourly_count where key = ${key}`;
  return row?.['points'];
}
