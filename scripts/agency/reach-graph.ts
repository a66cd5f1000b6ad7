import { enter } from '../repair/enter.ts';
import type { Part } from '../repair/enter.ts';
import { findStack } from '../stack/find-stack.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { useRunning } from '../stack/use-running.ts';
import type { Used } from '../stack/use-running.ts';
import { askGraphAs } from './ask-graph.ts';
import type { AskGraph } from './ask-graph.ts';
import type { GraphPlace } from './options.ts';

/** Does something in the name of one person, who is signed out again. */
export async function asPerson<Result>(
  part: Part,
  place: GraphPlace,
  act: (ask: AskGraph) => Promise<Result>,
): Promise<Result> {
  await using reached = await reach(place);
  const { url, ...stack } = reached.found;
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const session = await enter(stack, part, { say });
  try {
    return await act(askGraphAs(url, session));
  } finally {
    await session.close();
  }
}

type Reached = Used<Pick<StackHandle, 'home' | 'issuer' | 'providerUrl'> & { url: string }>;

async function reach({ home, graph }: GraphPlace): Promise<Reached> {
  if (graph === undefined) {
    const running = await useRunning(home, () => findStack(home));
    if (running === undefined)
      throw new StackError(`No stack runs over ${home}; start it with npm start, or give --graph`);
    const { found } = running;
    return {
      found: { ...found, url: `${found.gatewayUrl}/graphql` },
      [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
    };
  }
  const issuer = process.env['OIDC_ISSUER'];
  if (issuer === undefined || issuer === '')
    throw new StackError('Set OIDC_ISSUER to the OpenID provider where people sign in');
  const found = { home, issuer, providerUrl: undefined, url: graph };
  return { found, [Symbol.asyncDispose]: () => Promise.resolve() };
}
