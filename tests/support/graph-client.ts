import { inject } from 'vitest';
import { createGraphClient } from '../../scripts/repair/graph-client.ts';
import type { GraphClient } from '../../scripts/repair/graph-client.ts';
import { sessionOf } from './session-of.ts';
import type { PersonName } from './session-of.ts';

/** The command's own client, in the name of a person of the stack. @param url without a path */
export async function graphClientOf(
  person: PersonName = 'clerk',
  url: string = inject('sample').gatewayUrl,
): Promise<GraphClient> {
  const { publicUrl } = inject('sample');
  return createGraphClient(`${url}/graphql`, await sessionOf(person), publicUrl);
}
