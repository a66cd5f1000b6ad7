import { expect, test } from 'vitest';
import { replyFields } from './reply-fields.ts';
import { COURT_SDL, MARKET_SDL, POLICE_SDL } from './toys/toy-graph.ts';
import { composeToys } from './toys/toy-hub.ts';

test('each agency has its reply field, and the court that requires them has none', () => {
  const supergraph = composeToys({
    court: { sdl: COURT_SDL },
    police: { sdl: POLICE_SDL },
    market: { sdl: MARKET_SDL },
  });
  expect(replyFields(supergraph)).toEqual(
    new Map([
      ['market', new Set(['market'])],
      ['police', new Set(['police'])],
    ]),
  );
});

test('a supergraph without inquiries has no reply fields', () => {
  expect(replyFields('type Query { a: Int }')).toEqual(new Map());
});
