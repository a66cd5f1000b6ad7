import { enter } from '../repair/enter.ts';
import type { Part } from '../repair/enter.ts';
import { findStack } from '../stack/find-stack.ts';
import { StackError } from '../stack/stack-error.ts';
import { askGraphAs } from './ask-graph.ts';
import type { AskGraph } from './ask-graph.ts';
import type { GraphPlace } from './options.ts';

/** Does something in the name of one person, who is signed out again. */
export async function asPerson<Result>(
  part: Part,
  place: GraphPlace,
  act: (ask: AskGraph) => Promise<Result>,
): Promise<Result> {
  const { url, ...stack } = await placeOf(place);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const session = await enter(stack, part, { say });
  try {
    return await act(askGraphAs(url, session));
  } finally {
    await session.close();
  }
}

async function placeOf({ home, graph }: GraphPlace) {
  if (graph === undefined) {
    const stack = await findStack(home);
    if (stack === undefined)
      throw new StackError(`No stack runs over ${home}; start it with npm start, or give --graph`);
    return { ...stack, url: `${stack.gatewayUrl}/graphql` };
  }
  const issuer = process.env['OIDC_ISSUER'];
  if (issuer === undefined || issuer === '')
    throw new StackError('Set OIDC_ISSUER to the OpenID provider where people sign in');
  return { home, issuer, providerUrl: undefined, url: graph };
}
