import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agencySdl, courtSdl } from '../../schema/compose/toy-graphs.ts';
import { generate } from './generate.ts';

// inside the repository, where service.ts finds its packages; git ignores it
const scratch = join(import.meta.dirname, '..', '..', '.relink');
let root: string;

beforeEach(async () => {
  await mkdir(scratch, { recursive: true });
  root = await mkdtemp(join(scratch, 'compose-'));
  await mkdir(join(root, 'subgraphs', 'kit'), { recursive: true });
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
    'client.graphql',
    'court.graphql',
    'police.graphql',
    'supergraph.graphql',
  ]);
  expect(files?.get('court.graphql')).toContain('@merges(fields: "status sealed")');
  expect(files?.get('supergraph.graphql')).toContain('requires: "police { status sealed }"');
  expect(files?.get('client.graphql')).not.toContain('sealed');
});

test('a further folder changes no SDL but its own and the composed ones', async () => {
  await addSubgraph('court', courtSdl());
  const before = await generate(root);
  await addSubgraph('mall', agencySdl('mall'));
  const after = await generate(root);
  expect(after.files?.get('court.graphql')).toBe(before.files?.get('court.graphql'));
  expect(after.files?.get('supergraph.graphql')).toContain('requires: "mall { status sealed }"');
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
