import { expect, test } from 'vitest';
import { composeSupergraph } from './compose-supergraph.ts';
import { agencySdl, courtSdl } from './toy-graphs.ts';

const RULES =
  '@authenticated @requiresScopes(scopes: [["repair:run"]]) @policy(policies: [["CLERK"], ["JUDGE"]])';

const court = courtSdl()
  .replace('"@inaccessible"', '"@inaccessible", "@authenticated", "@requiresScopes", "@policy"')
  .replace('repairs: [String!]', `repairs: [String!] ${RULES}`)
  .replace('runRepairs(ids: [ID!]!): Inquiry', `runRepairs(ids: [ID!]!): Inquiry ${RULES}`)
  .replace('federation/v2.9', 'federation/v2.6');

const composed = () => {
  const sources = [
    { code: 'court', sdl: court },
    { code: 'police', sdl: agencySdl('police').replace('federation/v2.9', 'federation/v2.6') },
  ];
  const result = composeSupergraph(sources);
  if (result.errors) throw new Error(JSON.stringify(result.errors));
  return result;
};

test('rules on a merging field stay beside what it requires', () => {
  const line = composed()
    .supergraphSdl.split('\n')
    .find((text) => text.trim().startsWith('repairs:'));
  expect(line).toContain('requires: "police { status sealed }"');
  expect(line).toContain(RULES);
});

test('rules on a root field reach the supergraph, with the links that say what they mean', () => {
  const { supergraphSdl } = composed();
  expect(supergraphSdl).toMatch(
    new RegExp(`runRepairs.*${RULES.replace(/[()[\]]/gu, '\\$&')}`, 'u'),
  );
  for (const name of ['authenticated', 'requiresScopes', 'policy']) {
    expect(supergraphSdl).toContain(
      `@link(url: "https://specs.apollo.dev/${name}/v0.1", for: SECURITY)`,
    );
  }
});

test('clients do not see the rules', () => {
  expect(composed().clientSdl).not.toMatch(/authenticated|requiresScopes|policy/u);
});
