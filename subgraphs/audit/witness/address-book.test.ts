import { expect, test } from 'vitest';
import { createAddressBook } from './address-book.ts';

test('what is configured goes before what was published last', () => {
  const book = createAddressBook({ police: 'http://10.0.0.1/graphql' });
  expect(book.of('customs')).toBeUndefined();
  book.learn({ police: 'http://police.invalid/graphql', customs: 'https://old.test/graphql' });
  book.learn({ customs: 'https://customs.test/graphql' });
  expect(book.of('police')).toBe('http://10.0.0.1/graphql');
  expect(book.of('customs')).toBe('https://customs.test/graphql');
});
