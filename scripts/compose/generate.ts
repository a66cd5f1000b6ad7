import { composeSupergraph } from '../../schema/compose/compose-supergraph.ts';
import type { CompositionProblem } from '../../schema/compose/composition-problem.ts';
import { listSubgraphs } from './list-subgraphs.ts';
import { loadSdl } from './load-sdl.ts';

/** Text by file name, as it belongs into `schema/generated`; or what keeps it from being made. */
export type Generated =
  { files: Map<string, string>; errors?: never } | { files?: never; errors: CompositionProblem[] };

/** Everything that `schema/generated` holds but its README, from the code of the subgraphs. */
export async function generate(root: string): Promise<Generated> {
  const codes = await listSubgraphs(root);
  const sources = await Promise.all(
    codes.map(async (code) => ({ code, sdl: await loadSdl(root, code) })),
  );
  const composition = composeSupergraph(sources);
  if (composition.errors) return { errors: composition.errors };
  const files = new Map(sources.map(({ code, sdl }) => [`${code}.graphql`, sdl]));
  files.set('supergraph.graphql', `${composition.supergraphSdl.trimEnd()}\n`);
  files.set('client.graphql', `${composition.clientSdl.trimEnd()}\n`);
  return { files };
}
