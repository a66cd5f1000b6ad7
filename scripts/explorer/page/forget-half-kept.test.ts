import { expect, test } from 'vitest';
import { forgetHalfKept } from './forget-half-kept.ts';

test('tabs kept without the text of the editor are forgotten', () => {
  const kept = new Map([['graphiql:tabState', '{}']]);
  forgetHalfKept(storageOf(kept));
  expect([...kept.keys()]).toEqual([]);
});

test('tabs kept with the text of the editor stay', () => {
  const kept = new Map([
    ['graphiql:tabState', '{}'],
    ['graphiql:query', '{ me { subject } }'],
  ]);
  forgetHalfKept(storageOf(kept));
  expect([...kept.keys()]).toEqual(['graphiql:tabState', 'graphiql:query']);
});

function storageOf(kept: Map<string, string>): Pick<Storage, 'getItem' | 'removeItem'> {
  return {
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
  };
}
