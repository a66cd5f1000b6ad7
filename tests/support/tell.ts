import { inject } from 'vitest';
import type { z } from 'zod';
import { askGraph, tryGraph } from './ask-graph.ts';
import type { PersonName } from './session-of.ts';

/** Asks the stack's gateway in the name of somebody for what must come without an error. */
export function tell<Data>(
  as: PersonName,
  query: string,
  variables: object,
  shape: z.ZodType<Data>,
): Promise<Data> {
  return askGraph(inject('sample').gatewayUrl, query, variables, shape, as);
}

/** Asks for what may be refused. @returns the codes of the errors; none when it was done */
export async function codesOf(as: PersonName, query: string, variables: object): Promise<string[]> {
  const { codes } = await tryGraph(inject('sample').gatewayUrl, query, variables, as);
  return codes;
}
