import { buildSchema } from 'graphql';
import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';
import type { CompositionProblem } from '../../schema/compose/composition-problem.ts';
import { rightsOf } from '../../schema/compose/rights.ts';
import { changelogDocs } from './changelog-docs.ts';
import { clientIntrospection } from './client-introspection.ts';
import { errorDocs } from './error-docs.ts';
import { eventDocs } from './event-docs.ts';
import { listSubgraphs } from './list-subgraphs.ts';
import { loadSdl } from './load-sdl.ts';
import { readReleases } from './read-releases.ts';
import { referenceDocs } from './reference-docs.ts';
import { rightsDocs } from './rights-docs.ts';
import { trustedDocuments } from './trusted-documents.ts';

/** Folders of `schema/` of which every file is written here, but for those that people write. */
export const GENERATED_FOLDERS = ['generated', 'contract/docs'];

/** By path below `schema/`. */
export const WRITTEN_BY_HAND: ReadonlySet<string> = new Set([
  'generated/README.md',
  'contract/docs/README.md',
  'contract/docs/wire-format.md',
]);

/** Text by path below `schema/`; or what keeps it from being made. */
export type Generated =
  { files: Map<string, string>; errors?: never } | { files?: never; errors: CompositionProblem[] };

/** Everything in `schema` that is written out of code, the subgraphs' and the contract's. */
export async function generate(root: string): Promise<Generated> {
  const codes = await listSubgraphs(root);
  const sources = await Promise.all(
    codes.map(async (code) => ({ code, sdl: await loadSdl(root, code) })),
  );
  const composition = composeSupergraph(sources);
  if (composition.errors) return { errors: composition.errors };
  const { supergraphSdl, clientSdl } = composition;
  const files = new Map(sources.map(({ code, sdl }) => [`generated/${code}.graphql`, sdl]));
  files.set('generated/supergraph.graphql', `${supergraphSdl.trimEnd()}\n`);
  files.set('generated/client.graphql', `${clientSdl.trimEnd()}\n`);
  files.set('generated/trusted-documents.json', await trustedDocuments(root));
  const clientSchema = buildSchema(clientSdl);
  files.set('generated/introspection.d.ts', clientIntrospection(clientSchema));
  files.set('contract/docs/reference.md', referenceDocs(clientSchema));
  files.set('contract/docs/changelog.md', await changelogDocs(await readReleases(root), clientSdl));
  files.set('contract/docs/errors.md', errorDocs());
  files.set('contract/docs/events.md', eventDocs());
  files.set('contract/docs/rights.md', rightsDocs(rightsOf(supergraphSdl)));
  return { files };
}
