import type { Documents } from '../../schema/client/ask-document.ts';
import type { StackHandle } from '../stack/stack-handle.ts';
import { enter } from './enter.ts';
import type { Part } from './enter.ts';
import { createDocumentClient } from './graph-client.ts';
import type { DocumentClient } from './graph-client.ts';

export type Entrance = {
  stack: StackHandle;
  say: (text: string) => void;
  signal: AbortSignal;
};

/** In the name of one person, with a client of the graph that sends these documents. */
export async function inNameOf<Known extends Documents<keyof Known>, Result>(
  part: Part,
  documents: Known,
  { stack, say, signal }: Entrance,
  act: (graph: DocumentClient<Known>, subject: string) => Promise<Result>,
): Promise<Result> {
  const session = await enter(stack, part, { say, signal });
  const graph = createDocumentClient(documents, `${stack.gatewayUrl}/graphql`, {
    ...session,
    signal,
  });
  try {
    return await act(graph, session.subject);
  } finally {
    await graph.close();
    await session.close();
  }
}
