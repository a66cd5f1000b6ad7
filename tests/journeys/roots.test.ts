import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { tryGraph } from '../support/ask-graph.ts';
import { ownList } from '../support/own-list.ts';
import { party, residentId } from '../support/people.ts';
import { readRefusals } from '../support/read-refusals.ts';
import { PEOPLE } from '../support/session-of.ts';
import { switchedProxy } from '../support/switched-proxy.ts';
import { testGateway } from '../support/test-gateway.ts';

const { gatewayUrl, listId, subgraphUrls } = inject('sample');

/** Roots of the court and of the audit service, all of which a judge may have. */
const BOTH = /* GraphQL */ `
  query Both($list: ID!) {
    me {
      roles
    }
    disclosureDelays {
      id
    }
    repairs(list: $list, first: 1) {
      edges {
        node {
          status
        }
      }
    }
  }
`;

test.each([
  ['audit', ['me', 'repairs'], ['disclosureDelays']],
  ['court', ['disclosureDelays'], ['me', 'repairs']],
])(
  'while the %s service is away its roots are null and the others are answered',
  async (...row) => {
    const [away, answered, missing] = row;
    await using way = await switchedProxy(subgraphUrls[away] ?? '');
    await using gateway = await testGateway({ [away]: way.url });
    const ask = () => tryGraph(gateway.url, BOTH, { list: listId }, 'judge');
    // the judge has signed in here before, which the hub records once
    expect((await ask()).codes).toEqual([]);
    way.cut();
    const { data, text } = await ask();
    expect(Object.keys(data ?? {}).sort()).toEqual(['disclosureDelays', 'me', 'repairs']);
    for (const root of answered) expect(data?.[root]).not.toBeNull();
    for (const root of missing) expect(data?.[root]).toBeNull();
    expect(readRefusals(text).refusals).toEqual(
      missing.map((root) => ({ code: 'SUBGRAPH_UNAVAILABLE', path: [root] })),
    );
  },
);

test('a root of another role is null, and what is one’s own is answered', async () => {
  const { data, text } = await tryGraph(gatewayUrl, BOTH, { list: listId }, 'clerk');
  expect(data).toMatchObject({ me: { roles: ['CLERK'] }, disclosureDelays: null });
  expect(data?.['repairs']).not.toBeNull();
  expect(readRefusals(text).refusals).toEqual([{ code: 'FORBIDDEN', path: ['disclosureDelays'] }]);
});

test('of several mutations each is told by itself, before and after one that fails', async () => {
  const row = party('roots-1', '公冶无名', {
    ...{ case_no: '（2026）浙0782民初95601号', id_number: residentId('19720404', 81) },
  });
  const { listId: list } = await ownList([row]);
  const TWICE = /* GraphQL */ `
    mutation Twice($list: ID!, $clerk: String!, $nowhere: ID!) {
      first: assignClerk(list: $list, clerk: $clerk)
      revealContact(id: $nowhere, reason: "one that is not there")
      again: assignClerk(list: $list, clerk: $clerk)
    }
  `;
  const variables = { list, clerk: PEOPLE.otherClerk, nowhere: randomUUID() };
  const { data, text } = await tryGraph(gatewayUrl, TWICE, variables, 'judge');
  expect(data).toEqual({ first: 1, revealContact: null, again: 0 });
  expect(readRefusals(text).refusals).toEqual([
    { code: 'CONTACT_NOT_FOUND', path: ['revealContact'] },
  ]);
});
