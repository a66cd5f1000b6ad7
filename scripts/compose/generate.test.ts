import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTrustedDocuments } from '../../gateway/documents/trusted-documents.ts';
import { agencySdl, courtSdl } from '../../schema/compose/toy-graphs.ts';
import { ERROR_MESSAGES } from '../../schema/contract/errors.ts';
import { INPUT_REASONS } from '../../schema/contract/input-problems.ts';
import { generate } from './generate.ts';

// inside the repository, where service.ts finds its packages; git ignores it
const scratch = join(import.meta.dirname, '..', '..', '.relink');
let root: string;

beforeEach(async () => {
  await mkdir(scratch, { recursive: true });
  root = await mkdtemp(join(scratch, 'compose-'));
  await mkdir(join(root, 'subgraphs', 'kit'), { recursive: true });
  await mkdir(join(root, 'schema', 'releases'), { recursive: true });
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function addSubgraph(folder: string, sdl: string, code = folder) {
  await mkdir(join(root, 'subgraphs', folder));
  await writeFile(
    join(root, 'subgraphs', folder, 'service.ts'),
    `import { buildSubgraphSchema } from '@apollo/subgraph';
     import { parse } from 'graphql';
     const schema = buildSubgraphSchema({ typeDefs: parse(${JSON.stringify(sdl)}) });
     export const service = { code: ${JSON.stringify(code)}, schema };`,
  );
}

test('every folder with a service becomes a subgraph of the supergraph', async () => {
  await addSubgraph('court', courtSdl());
  await addSubgraph('police', agencySdl('police'));
  const { files } = await generate(root);
  expect([...(files?.keys() ?? [])].sort()).toEqual([
    'contract/docs/changelog.md',
    'contract/docs/errors.md',
    'contract/docs/events.md',
    'contract/docs/reference.md',
    'contract/docs/rights.md',
    'generated/client.graphql',
    'generated/court.graphql',
    'generated/introspection.d.ts',
    'generated/police.graphql',
    'generated/supergraph.graphql',
    'generated/trusted-documents.json',
  ]);
  expect(files?.get('generated/court.graphql')).toContain('@merges(fields: "status sealed")');
  expect(files?.get('generated/supergraph.graphql')).toContain(
    'requires: "police { status sealed }"',
  );
  expect(files?.get('generated/client.graphql')).not.toContain('sealed');
});

test('a further folder changes no SDL but its own and the composed ones', async () => {
  await addSubgraph('court', courtSdl());
  const before = await generate(root);
  await addSubgraph('mall', agencySdl('mall'));
  const after = await generate(root);
  expect(after.files?.get('generated/court.graphql')).toBe(
    before.files?.get('generated/court.graphql'),
  );
  expect(after.files?.get('generated/supergraph.graphql')).toContain(
    'requires: "mall { status sealed }"',
  );
});

test('subgraphs that do not compose come back as errors', async () => {
  await addSubgraph('police', agencySdl('police'));
  const { errors } = await generate(root);
  expect(errors).toMatchObject([{ code: 'NO_QUERIES' }]);
});

test('a service whose code is not its folder is refused', async () => {
  await addSubgraph('police', courtSdl(), 'militia');
  await expect(generate(root)).rejects.toThrow('subgraphs/police/service.ts');
});

test('the documents of the command make the manifest, each under the SHA-256 of its text', async () => {
  await addSubgraph('court', courtSdl());
  const manifest = 'generated/trusted-documents.json';
  expect((await generate(root)).files?.get(manifest)).toBe('{}\n');
  await mkdir(join(root, 'scripts', 'repair'), { recursive: true });
  await writeFile(
    join(root, 'scripts', 'repair', 'documents.ts'),
    `import { parse } from 'graphql';
     export const DOCUMENTS = { Two: parse('query Two { b }'), One: parse('{abc}') };`,
  );
  const { files } = await generate(root);
  expect(JSON.parse(files?.get(manifest) ?? '')).toEqual({
    '6e4c8430a6fe94cb22025f674fb27a592b86d43b93dfa9a48fc9ce76a99fd750': {
      name: 'One',
      client: 'command',
      text: '{\n  abc\n}',
    },
    f2374ad9f98a853dae94e2e1f14c7108a61e6ef29c0137ea738559d04fd0d20a: {
      name: 'Two',
      client: 'command',
      text: 'query Two {\n  b\n}',
    },
  });
  expect([...readTrustedDocuments(files?.get(manifest) ?? '').values()].sort()).toEqual([
    'query Two {\n  b\n}',
    '{\n  abc\n}',
  ]);
});

test('the rights table has a row for each root field, and the errors a section for each code', async () => {
  await addSubgraph('court', courtSdl());
  const { files } = await generate(root);
  const rights = files?.get('contract/docs/rights.md') ?? '';
  expect(rights).toMatch(/^\| `Query\.ping` +\| +\| yes +\| yes /mu);
  expect(rights).toMatch(/^\| `Mutation\.runRepairs`/mu);
  const errors = files?.get('contract/docs/errors.md') ?? '';
  for (const code of Object.keys(ERROR_MESSAGES)) expect(errors).toContain(`\n## ${code}\n`);
  for (const reason of INPUT_REASONS) expect(errors).toContain(`\n- \`${reason}\`: `);
  expect(errors).toContain('`PAGE_SIZE`');
});

test('what is written of Markdown is as the formatter would have it', async () => {
  await addSubgraph('court', courtSdl());
  const { files } = await generate(root);
  // the other two are as the libraries write them, and the formatter is told to pass them by
  const left = ['contract/docs/changelog.md', 'contract/docs/reference.md'];
  const written = [...(files ?? [])].filter(
    ([file]) => file.endsWith('.md') && !left.includes(file),
  );
  expect(written).toHaveLength(3);
  for (const [filepath, text] of written) {
    expect(await format(text, { filepath, singleQuote: true, printWidth: 100 })).toBe(text);
  }
});
