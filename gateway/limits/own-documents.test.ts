import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readTrustedDocuments } from '../documents/trusted-documents.ts';
import { aliasRule } from './alias-rule.ts';
import { limitRules } from './limit-rules.ts';
import { DEFAULT_LIMITS, parseLimits } from './limits.ts';
import type { Limits } from './limits.ts';

const generated = join(import.meta.dirname, '..', '..', 'schema', 'generated');
const read = (file: string) => readFileSync(join(generated, file), 'utf8');
const documents = readTrustedDocuments(read('trusted-documents.json'));
const schema = buildSchema(read('client.graphql'));

function problems(text: string, limits: Limits): string[] {
  const rules = [...limitRules(limits), aliasRule(read('supergraph.graphql'))];
  const errors = validate(schema, parse(text, parseLimits(limits)), [...specifiedRules, ...rules]);
  return errors.map(({ message, extensions }) => `${message} ${String(extensions['limit'])}`);
}

test('every document of our own clients fits the graph, and half of every limit', () => {
  const halves = Object.entries(DEFAULT_LIMITS).map(([name, limit]) => [name, limit / 2]);
  const half = Object.fromEntries(halves) as Limits;
  expect(documents.size).toBeGreaterThan(0);
  for (const text of documents.values()) expect([text, problems(text, half)]).toEqual([text, []]);
});

test('a page of a thousand repairs with everything in them fits', () => {
  const fields = `id caseNo partyRef role partyType status flags problems { field reason }
    agencies { agency status outcome nameReason elements { name idNumber phone }
      evidence { element verdict bits } }
    contacts { id kind rank rule basis source observedOn reasons masked expiresAt
      sources { agency basis observedOn } }
    asOf settledAt`;
  const page = `{ repairs(first: 1000) { edges { cursor node { ${fields} } } pageInfo { endCursor } } }`;
  expect(problems(page, DEFAULT_LIMITS)).toEqual([]);
});
