import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { CONTACT_TYP } from '../../schema/contract/contact.ts';
import { openSealed } from '../../subgraphs/kit/sealing/seal-value.ts';
import { GraphError } from './graph-client.ts';
import type { GraphClient } from './graph-client.ts';
import type { Repair } from './repair-shape.ts';

const revealShape = z.object({ revealContact: present(z.string()) });
const openedShape = z.object({ id: z.string(), value: z.string() });

/** Requests under way at once. */
const WIDTH = 8;

/**
 * Opens the full values of all contacts, one at a time and each with its reason. They come sealed to
 * the key that the sign-in is bound to, which this process made and forgets.
 *
 * @returns values by contact id.
 */
export async function revealAll(
  graph: GraphClient,
  repairs: Repair[],
  reason: string,
  onProgress: (done: number, of: number) => void,
): Promise<Map<string, string>> {
  const ids = repairs.flatMap((repair) => repair.contacts.map((contact) => contact.id));
  const values = new Map<string, string>();
  const waiting = ids.values();
  const work = async (): Promise<void> => {
    for (const id of waiting) {
      const answer = await graph.ask('RevealContact', { id, reason }, revealShape);
      values.set(id, await open(graph, answer.revealContact, id));
      onProgress(values.size, ids.length);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return values;
}

/** @throws GraphError when it is sealed to somebody else, or belongs to another contact. */
async function open({ privateKey }: GraphClient, sealed: string, id: string): Promise<string> {
  const opened = await openSealed(sealed, privateKey, CONTACT_TYP);
  if (!opened.ok) throw new GraphError('A revealed value cannot be opened', opened.code);
  const contact = openedShape.safeParse(opened.value).data;
  if (contact?.id !== id)
    throw new GraphError('A revealed value belongs to another contact', 'UNEXPECTED_SHAPE');
  return contact.value;
}
