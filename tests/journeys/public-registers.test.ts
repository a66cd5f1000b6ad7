import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { askGraph, tryGraph } from '../support/ask-graph.ts';

const { gatewayUrl } = inject('sample');
const rowsSchema = z.array(z.record(z.string(), z.string()));
const [market, mall] = await Promise.all([register('market'), register('mall')]);

/** A stall under an enterprise that the market register has too. */
const stall = mall.find(
  ({ uscc = '', lease_to = '' }) =>
    lease_to > '2026' && uscc !== '' && market.some((row) => row['uscc'] === uscc),
);
const enterprise = market.find(({ uscc }) => uscc === stall?.['uscc']);

const ENTERPRISE = /* GraphQL */ `
  query OneEnterprise($uscc: ID!) {
    enterprise(uscc: $uscc) {
      uscc
      name
      status
      registeredAddress
      stalls {
        boothNo
        address
      }
    }
  }
`;
const enterpriseShape = z.object({
  enterprise: z.object({
    uscc: z.string(),
    name: z.string(),
    status: z.string(),
    registeredAddress: z.string(),
    stalls: z.array(z.object({ boothNo: z.string(), address: z.string() })),
  }),
});

test('an enterprise comes with what is public of it, and with its stalls', async () => {
  const variables = { uscc: enterprise?.['uscc'] };
  const answer = await askGraph(gatewayUrl, ENTERPRISE, variables, enterpriseShape);
  expect(answer.enterprise).toMatchObject({
    uscc: enterprise?.['uscc'],
    name: enterprise?.['enterprise_name'],
    status: enterprise?.['status'],
    registeredAddress: enterprise?.['registered_address'],
  });
  const stalls = mall.filter(({ uscc }) => uscc === enterprise?.['uscc']);
  expect(answer.enterprise.stalls.map(({ boothNo }) => boothNo).sort()).toEqual(
    stalls.map((row) => row['booth_no']).sort(),
  );
});

test('a stall leads to the enterprise over it', async () => {
  const query = /* GraphQL */ `
    query OneStall($boothNo: ID!) {
      stall(boothNo: $boothNo) {
        boothNo
        address
        shopName
        enterprise {
          uscc
          name
        }
      }
    }
  `;
  const { data, codes } = await tryGraph(gatewayUrl, query, { boothNo: stall?.['booth_no'] });
  expect(codes).toEqual([]);
  expect(data).toMatchObject({
    stall: {
      ...{ boothNo: stall?.['booth_no'], address: stall?.['booth_address'] },
      enterprise: { uscc: enterprise?.['uscc'], name: enterprise?.['enterprise_name'] },
    },
  });
});

test('a code that no register holds is null', async () => {
  const answer = await tryGraph(gatewayUrl, ENTERPRISE, { uscc: '91110000101623741K' });
  expect(answer).toMatchObject({ data: { enterprise: null }, codes: [] });
});

const client = buildSchema(
  await readFile(join(import.meta.dirname, '../../schema/generated/client.graphql'), 'utf8'),
);
const fields = Object.values(client.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) =>
    isObjectType(type) || isInputObjectType(type)
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );

test.each(['Enterprise', 'Stall'])('%s has public fields only in what clients see', (name) => {
  const own = fields.filter((field) => field.startsWith(`${name}.`));
  const allowed = {
    Enterprise: ['uscc', 'name', 'status', 'registeredAddress', 'stalls'],
    Stall: ['boothNo', 'address', 'shopName', 'enterprise'],
  };
  const names = new Map(Object.entries(allowed)).get(name) ?? [];
  expect(own.sort()).toEqual(names.map((field) => `${name}.${field}`).sort());
});

test('clients see no field that carries what is sealed or whom an agency knows', () => {
  const personal =
    /\.(?:envelope|sealed|value|idNumber|tenant\w*|legalRep\w*|\w*[pP]hone|formerName|hukou\w*|residence\w*|_entities|_service)$/u;
  const found = fields.filter((field) => personal.test(field));
  expect(found.filter((field) => !field.startsWith('ElementVerdicts.'))).toEqual([]);
});

test.each([
  ['the envelope of an inquiry', 'mutation { runRepairs(ids: []) { envelope } }'],
  ["an agency's sealed reply", 'mutation { runRepairs(ids: []) { police { sealed } } }'],
  ['the tenant of a stall', '{ stall(boothNo: "1") { tenantName } }'],
  ['the legal representative', '{ enterprise(uscc: "1") { legalRepresentative } }'],
  ['entities by their key', '{ _entities(representations: []) { __typename } }'],
  ["a subgraph's own schema", '{ _service { sdl } }'],
])('a client cannot ask the graph for %s', async (_, query) => {
  const { data, codes } = await tryGraph(gatewayUrl, query);
  expect(codes).toContain('GRAPHQL_VALIDATION_FAILED');
  expect(data).toBeUndefined();
});

async function register(code: string): Promise<Record<string, string>[]> {
  const text = await readFile(join(SAMPLE, 'registers', `${code}.csv`));
  return rowsSchema.parse(parse(text, { columns: true }));
}

test.each([
  ['an enterprise of a code with a NUL', '{ enterprise(uscc: "\\u0000") { name } }'],
  ['an enterprise of no form', '{ enterprise(uscc: "’; drop table enterprise") { name } }'],
  ['a stall of a number with a NUL', '{ stall(boothNo: "\\u0000") { address } }'],
])('%s is not there, and nothing fails', async (_, query) => {
  const { data, codes } = await tryGraph(gatewayUrl, query);
  expect(codes).toEqual([]);
  expect(Object.values(data ?? {})).toEqual([null]);
});
