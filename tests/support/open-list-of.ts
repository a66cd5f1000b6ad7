import { approveList } from '../../scripts/repair/approve-list.ts';
import { enter } from '../../scripts/repair/enter.ts';
import { createGraphClient } from '../../scripts/repair/graph-client.ts';
import type { StackHandle } from '../../scripts/stack/stack-handle.ts';

/** As the judge of a stack: lets its clerk run a list. */
export async function openListOf(stack: StackHandle, list: string): Promise<void> {
  const clerk = await enter(stack, 'CLERK', { say: () => undefined });
  const judge = await enter(stack, 'JUDGE', { say: () => undefined });
  const graph = createGraphClient(`${stack.gatewayUrl}/graphql`, judge);
  try {
    await approveList(graph, judge.subject, { list, clerk: clerk.subject });
  } finally {
    await graph.close();
    await Promise.all([clerk.close(), judge.close()]);
  }
}
