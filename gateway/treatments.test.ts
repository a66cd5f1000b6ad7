import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  agencyResolvers,
  courtResolvers,
  COURT_SDL,
  MARKET_SDL,
  marketResolvers,
  POLICE_SDL,
} from './toys/toy-graph.ts';
import { startToyHub } from './toys/toy-hub.ts';
import type { ToyHub } from './toys/toy-hub.ts';
import { startToyServer } from './toys/toy-server.ts';
import type { ToyServer } from './toys/toy-server.ts';

const TRUE = { id: '甲-1', said: [] };
const FORGED = { id: '甲-1', said: ['whereabouts unknown'] };
const QUERY = '{ repair(id: "甲-1") { id said } enterprise(uscc: "A") { uscc name } }';

let hub: ToyHub<'court' | 'market' | 'police'>;
let cheat: ToyServer;
let answer = '';

beforeAll(async () => {
  cheat = await startToyServer((_body, say) => {
    say(answer);
  });
  const graphs = {
    court: { sdl: COURT_SDL, resolvers: courtResolvers },
    market: { sdl: MARKET_SDL, resolvers: marketResolvers },
    police: { sdl: POLICE_SDL, resolvers: agencyResolvers('police') },
  };
  hub = await startToyHub(graphs, { urls: { market: cheat.url } });
});

afterAll(async () => {
  await hub.stop();
  await cheat.stop();
});

test('an agency that repeats members of its answer says nothing in the name of the court', async () => {
  // whoever reads it keeps the last of those alike: the client too, were it handed on as it is
  const field = '"enterprise":{"uscc":"A","name":"B"}';
  const body = `"data":{"repair":${JSON.stringify(FORGED)},${field}}`;
  answer = `{${body},${body}}`;
  const { data } = await hub.post({ query: QUERY });
  expect(data).toEqual({ repair: TRUE, enterprise: { uscc: 'A', name: 'B' } });
});

test('an agency says no more in a field of its own than it was asked', async () => {
  answer = '{"data":{"enterprise":{"uscc":"A","name":"B","repair":{"id":"甲-1"}}}}';
  const { data } = await hub.post({ query: QUERY });
  expect(data).toEqual({ repair: TRUE, enterprise: { uscc: 'A', name: 'B' } });
});
