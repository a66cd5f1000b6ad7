import { inject } from 'vitest';
import type { Session } from '../../scripts/sign-in/session.ts';
import { readSaid } from './ask-graph.ts';
import type { GraphSaid } from './ask-graph.ts';
import { post } from './doors.ts';

/** Asks the stack's gateway in one sign-in, and gives back whatever came. */
export async function askAs(
  session: Session,
  query: string,
  variables: object,
): Promise<GraphSaid<Record<string, unknown> | undefined>> {
  const { gatewayUrl, publicUrl } = inject('sample');
  const people = await session.headers(publicUrl);
  const { status, text } = await post(gatewayUrl, people, JSON.stringify({ query, variables }));
  return readSaid(status, text);
}
