import { ARGUMENT_PROBLEMS } from '../../schema/contract/errors.ts';
import { GraphError } from '../repair/graph-client.ts';

/** The graph's arguments, each as whoever typed the command knows it. */
const TYPED: ReadonlyMap<string, string> = new Map([
  ['clerks', '--clerk'],
  ['organisations', '--organisation'],
  ['caseNos', '--case'],
  ['purposes', '--purpose'],
  ['outcomes', '--outcome'],
  ['events', '--event'],
  ['inquiries', '--inquiry'],
  ['first', '--most'],
  ['from', '--from'],
  ['to', '--to'],
  ['source', '--source'],
  ['index', '--index'],
  ['state', '--state'],
  ['rule', '--rule'],
  ['reason', '--reason'],
  ['id', 'the id'],
]);
const PROBLEMS: ReadonlyMap<string, string> = new Map(Object.entries(ARGUMENT_PROBLEMS));

/**
 * What an error says. An argument that the graph refuses is a flag here: the error names it, and the
 * rule that it breaks, in `argument` and `problem` (`schema/contract/docs/errors.md`).
 */
export function inFlags(error: Error): string {
  const { argument = '', problem = '' } = (error instanceof GraphError && error.refused) || {};
  const [flag, rule] = [TYPED.get(argument), PROBLEMS.get(problem)];
  return flag === undefined || rule === undefined ? error.message : `${flag} ${rule}.`;
}
