import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { mergeFields } from './merge-fields.ts';
import { agencySdl, courtSdl } from './toy-graphs.ts';

const merged = (sdls: Record<string, string>, code = 'court') => {
  const documents = Object.entries(sdls).map(([name, sdl]) => [name, parse(sdl)] as const);
  const document = mergeFields(new Map(documents)).get(code);
  return document ? print(document) : '';
};

test('a merging field requires the selection of what every other subgraph adds, in order', () => {
  const sdl = merged({
    police: agencySdl('police'),
    court: courtSdl(),
    market: agencySdl('market'),
  });
  const requires = '@requires(fields: "market { status sealed } police { status sealed }")';
  expect(sdl).toContain(`repairs: [String!] ${requires}`);
  expect(sdl).toContain(`followUp: Inquiry ${requires}`);
  expect(sdl).toContain('market: AgencyReply @external');
  expect(sdl).toContain('police: AgencyReply @external');
});

test('a further agency changes the owner without a word in its SDL', () => {
  const before = merged({ court: courtSdl(), police: agencySdl('police') });
  const after = merged({
    court: courtSdl(),
    police: agencySdl('police'),
    mall: agencySdl('mall'),
  });
  expect(before).not.toContain('mall');
  expect(after).toContain('fields: "mall { status sealed } police { status sealed }"');
});

test('with no other subgraph the mark and its definition just go', () => {
  const sdl = merged({ court: courtSdl() });
  expect(sdl).not.toContain('merges');
  expect(sdl).not.toContain('@requires(');
  expect(sdl).toContain('repairs: [String!]\n');
});

test('a subgraph without a mark comes back as it is', () => {
  const police = parse(agencySdl('police'));
  const documents = new Map([
    ['court', parse(courtSdl())],
    ['police', police],
  ]);
  expect(mergeFields(documents).get('police')).toBe(police);
});

test('a field that two subgraphs add is required once', () => {
  const sdl = merged({
    court: courtSdl(),
    north: agencySdl('police'),
    south: agencySdl('police'),
  });
  expect(sdl).toContain('fields: "police { status sealed }"');
  expect(sdl.match(/police: AgencyReply/gu)).toHaveLength(1);
});

test('arguments of a contributed field and of the selection are kept', () => {
  const sdl = merged({
    court: courtSdl('status sealed(as: "jwe")').replace(
      'sealed: String',
      'sealed(as: String): String',
    ),
    police: agencySdl('police', 'police(detail: Boolean = false): AgencyReply'),
  });
  expect(sdl).toContain('police(detail: Boolean = false): AgencyReply @external');
  expect(sdl).toContain(String.raw`fields: "police { status sealed(as: \"jwe\") }"`);
});

test('a field of another type, a taken-over field and another merging field are no contribution', () => {
  const sdl = merged({
    court: courtSdl(),
    police: agencySdl('police'),
    other: agencySdl(
      'other',
      `note: Note
       police: AgencyReply @external
       digest: AgencyReply @merges(fields: "status")`,
      'type Note { text: String }',
    ),
  });
  expect(sdl).not.toContain('note');
  expect(sdl).not.toContain('digest');
  expect(sdl).toContain('fields: "police { status sealed }"');
});

test('the directives it needs are imported, once', () => {
  const link = (court: string) =>
    merged({ court, police: agencySdl('police') }).match(/import: (.*)\]/u)?.[1];
  const imports = '["@key", "@shareable", "@inaccessible", "@external", "@requires"';
  expect(link(courtSdl())).toBe(imports);
  expect(link(courtSdl().replace('"@inaccessible"', imports.slice(23)))).toBe(imports);
});

test('fields and keys of type extensions count like those of definitions', () => {
  const police = agencySdl('police').replace('type Inquiry', 'extend type Inquiry');
  const sdl = merged({ court: courtSdl(), police });
  expect(sdl).toContain('fields: "police { status sealed }"');
  expect(sdl.match(/envelope: ID!/gu)).toHaveLength(1);
});

test('any entity with a mark is completed, whatever its key and its value type', () => {
  const owner = courtSdl()
    .replaceAll('Inquiry', 'Audit')
    .replaceAll('AgencyReply', 'LedgerPage')
    .replaceAll('envelope', 'span');
  const police = agencySdl('police')
    .replaceAll('Inquiry', 'Audit')
    .replaceAll('AgencyReply', 'LedgerPage')
    .replaceAll('envelope', 'span');
  expect(merged({ audit: owner, police }, 'audit')).toContain('police { status sealed }');
});
