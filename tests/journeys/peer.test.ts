import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { VECTORS, readRegister } from '../../scripts/conformance/vector-files.ts';
import { SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import { revealAll } from '../../scripts/repair/reveal.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { runList } from '../../scripts/repair/run-list.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { findPython } from '../support/find-python.ts';
import { graphClientOf } from '../support/graph-client.ts';
import { joinedPeer } from '../support/joined-peer.ts';
import type { JoinedPeer } from '../support/joined-peer.ts';
import { openListOf } from '../support/open-list-of.ts';
import { party } from '../support/people.ts';
import { takeIn } from '../support/small-world.ts';

const { command: python, missing } = await findPython();
const people = await readRegister(join(VECTORS, 'register.jsonl'));

describe.runIf(missing === undefined)('an agency in another language, in the graph', () => {
  let joined: JoinedPeer;
  let listId: string;

  beforeAll(async () => {
    joined = await joinedPeer(python ?? '', people);
    listId = await takeIn([
      party('plain', '张伟', { id_number: held('plain').id?.number ?? '' }),
      party('by-phone', '吴国强', { phone: held('by-phone').phone ?? '' }),
      party('deceased', '钱秀英', { id_number: held('deceased').id?.number ?? '' }),
      party('nobody', '无名氏', { id_number: '11010519491231002X' }),
    ]);
    const stack = await findStack(inject('sample').home);
    if (stack === undefined) throw new Error('The stack is gone');
    await openListOf(stack, listId);
  });
  afterAll(() => joined[Symbol.asyncDispose]());

  test('its answer stands among those of the others, and its contact is opened', async () => {
    const { repairs, values } = await run();
    const { plain } = repairs;
    expect(plain?.status).toBe('FOUND');
    const told = Object.fromEntries(plain?.agencies.map((one) => [one.agency, one]) ?? []);
    expect(told['peer']).toMatchObject({
      ...{ status: 'ANSWERED', outcome: 'MATCHED' },
      elements: { name: 'MATCH', idNumber: 'MATCH', phone: 'NOT_ASKED' },
    });
    expect(told['police']).toMatchObject({ status: 'ANSWERED', outcome: 'NO_RECORD' });
    const contacts = plain?.contacts.map(({ id, source }) => [source, values.get(id)]);
    expect(contacts).toEqual(
      expect.arrayContaining(held('plain').contacts.map(({ value }) => ['peer', value])),
    );
  });

  test('what it discovers is put to all in a second hop, to itself as well', async () => {
    const before = inquiriesOf(joined);
    const { repairs } = await run();
    expect(repairs['by-phone']?.status).toBe('FOUND');
    expect(inquiriesOf(joined) - before).toBe(2);
  });

  test('its word that somebody is dead stops the repair', async () => {
    const { repairs } = await run();
    expect(repairs['deceased']).toMatchObject({ status: 'BLOCKED', flags: ['DECEASED'] });
    expect(repairs['nobody']?.status).toBe('NOT_FOUND');
  });

  test('when it is away nobody is said not to be found', async () => {
    await joined.peer[Symbol.asyncDispose]();
    const { repairs } = await run();
    expect(repairs['nobody']?.status).toBe('INCOMPLETE');
    expect(repairs['nobody']?.agencies).toContainEqual(
      expect.objectContaining({ agency: 'peer', status: 'UNAVAILABLE' }),
    );
  });

  /** Runs the list through the gateway that knows the peer; repairs by party, values by contact. */
  async function run() {
    const graph = await graphClientOf('clerk', joined.gatewayUrl);
    try {
      const listed = await listRepairs(graph, listId);
      const { settled, problems } = await runList(graph, listed, SAMPLE_TERMS, () => undefined);
      expect(problems).toEqual([]);
      const repairs = [...settled.values()];
      const values = await revealAll(graph, repairs, 'what a test may know', () => undefined);
      return { repairs: Object.fromEntries(repairs.map((one) => [one.partyRef, one])), values };
    } finally {
      await graph.close();
    }
  }
});

/** How many it has answered so far. */
function inquiriesOf({ peer }: JoinedPeer): number {
  return peer.said().match(/^peer: answered /gmu)?.length ?? 0;
}

function held(key: string) {
  const found = people.find((person) => person.key === key);
  if (found === undefined) throw new Error(`Nobody is called ${key}`);
  return found;
}
