import { GraphError } from '../repair/graph-client.ts';

/** The graph's arguments, each as whoever typed the command knows it. */
const TYPED: Readonly<Record<string, string>> = {
  filter: 'a flag of the search',
  first: '--most',
  from: '--from',
  to: '--to',
  source: '--source',
  index: '--index',
  state: '--state',
  rule: '--rule',
  reason: '--reason',
};

/** What an error says. An argument that the graph refuses comes first in its words, and is a flag here. */
export function inFlags(error: Error): string {
  const { message } = error;
  if (!(error instanceof GraphError) || error.code !== 'BAD_USER_INPUT') return message;
  return message.replace(/^\w+/u, (argument) => TYPED[argument] ?? argument);
}
