import type { Contact } from '../../scripts/repair/repair-shape.ts';
import { revealAll } from '../../scripts/repair/reveal.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { graphClientOf } from './graph-client.ts';
import type { PersonName } from './session-of.ts';
import { codesOf } from './tell.ts';

const REVEAL = /* GraphQL */ `
  mutation Reveal($id: ID!, $reason: String!) {
    revealContact(id: $id, reason: $reason)
  }
`;

/** Why somebody may not see a contact; no code when they may. */
export function refusedReveal(
  as: PersonName,
  contact: Pick<Contact, 'id'> | undefined,
  reason = 'service of process',
): Promise<string[]> {
  return codesOf(as, REVEAL, { id: contact?.id, reason });
}

/** The full contacts of a repair as somebody sees them, in its order. */
export async function revealed(as: PersonName, repair: Repair, reason: string): Promise<string[]> {
  const graph = await graphClientOf(as);
  try {
    const values = await revealAll(graph, [repair], reason, () => undefined);
    return repair.contacts.map(({ id }) => values.get(id) ?? '');
  } finally {
    await graph.close();
  }
}
