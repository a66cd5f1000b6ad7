import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import type { GraphClient } from './graph-client.ts';
import type { Repair } from './repair-shape.ts';

const REVEAL = /* GraphQL */ `
  mutation RevealContact($id: ID!, $reason: String!, $sealTo: String!) {
    revealContact(id: $id, reason: $reason, sealTo: $sealTo)
  }
`;

const revealShape = z.object({ revealContact: z.string() });
const openedShape = z.object({ id: z.string(), value: z.string() });

/** Requests under way at once. */
const WIDTH = 8;

/**
 * Opens the full values of all contacts, one at a time and each with its reason. They come sealed to
 * a key that this process makes and forgets.
 *
 * @returns values by contact id.
 */
export async function revealAll(
  graph: GraphClient,
  repairs: Repair[],
  reason: string,
  onProgress: (done: number, of: number) => void,
): Promise<Map<string, string>> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519' });
  const sealTo = JSON.stringify(await exportJWK(publicKey));
  const ids = repairs.flatMap((repair) => repair.contacts.map((contact) => contact.id));
  const values = new Map<string, string>();
  const waiting = ids.values();
  const work = async (): Promise<void> => {
    for (const id of waiting) {
      const answer = await graph.ask(REVEAL, { id, reason, sealTo }, revealShape);
      values.set(id, await open(answer.revealContact, id, privateKey));
      onProgress(values.size, ids.length);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return values;
}

/** @throws when what came back belongs to another contact. */
async function open(sealed: string, id: string, key: CryptoKey): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: ['ECDH-ES+A256KW'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  const opened = openedShape.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  if (opened.id !== id) throw new Error('A revealed value belongs to another contact');
  return opened.value;
}
