import { expect, test } from 'vitest';
import { changelogDocs } from './changelog-docs.ts';

const changed = async (before: string, after: string) => {
  const text = await changelogDocs([{ version: '0.1.0', sdl: before }], after);
  return text.split('\n').filter((line) => line.startsWith('- ') || line === 'Nothing.');
};

test('what clients meet is said, the worst first', async () => {
  const before = 'type Query { a: Int b(x: Int): Int } enum Code { ONE }';
  const after = 'type Query { b(x: Int): Int c: Int } enum Code { ONE TWO }';
  expect(await changed(before, after)).toEqual([
    "- **Breaking.** Field 'a' was removed from object type 'Query'",
    "- *Dangerous.* Enum value 'TWO' was added to enum 'Code'",
    "- Field 'c' was added to object type 'Query'",
  ]);
});

test('a new type is one line, whatever stands in it', async () => {
  const after = 'type Query { a: New } "New." type New { "One." one(x: Int): Int two: Int }';
  expect((await changed('type Query { b: Int }', after)).toSorted()).toEqual([
    "- **Breaking.** Field 'b' was removed from object type 'Query'",
    "- Field 'a' was added to object type 'Query'",
    "- Type 'New' was added",
  ]);
});

test('what breaks is said of a field of which something else has changed too', async () => {
  const after = 'type Query { a: String @deprecated(reason: "until 2027-01-01") b: Int }';
  expect(await changed('type Query { a: Int b: Int }', after)).toContain(
    "- **Breaking.** Field 'Query.a' changed type from 'Int' to 'String'",
  );
});

test('a root that may be null from now on may be answered otherwise, and is answered', async () => {
  const before = 'type Query { a: Kept! b: [Kept!]! } type Kept { c: Int! }';
  const after = 'type Query { a: Kept b: [Kept!] } type Kept { c: Int }';
  expect(await changed(before, after)).toEqual([
    "- **Breaking.** Field 'Kept.c' changed type from 'Int!' to 'Int'",
    "- *Dangerous.* Field 'Query.a' changed type from 'Kept!' to 'Kept'",
    "- *Dangerous.* Field 'Query.b' changed type from '[Kept!]!' to '[Kept!]'",
  ]);
});

test('words alone are no change', async () => {
  const before = 'type Query { a(x: Int): Code } enum Code { ONE }';
  const after = '"Q." type Query { "A." a("X." x: Int): Code } "C." enum Code { "One." ONE }';
  expect(await changed(before, after)).toEqual(['Nothing.']);
});
