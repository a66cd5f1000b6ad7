import { SUBGRAPH_CODE } from '../../../schema/contract/parties.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';

/** The code of a subgraph. @throws GraphQLError BAD_USER_INPUT when it can be none */
export function codeArgument(text: string): string {
  if (SUBGRAPH_CODE.test(text)) return text;
  throw badArgument('code', 'NOT_A_CODE');
}

/** The number of a version. @throws GraphQLError BAD_USER_INPUT when it can be none */
export function versionArgument(version: number | null | undefined): number | undefined {
  if (typeof version !== 'number') return undefined;
  if (version >= 1) return version;
  throw badArgument('version', 'NOT_A_VERSION');
}
