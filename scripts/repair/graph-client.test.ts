import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { present } from '../../schema/client/present.ts';
import { createGraphClient } from './graph-client.ts';

test('what is under way ends at once when it is told to stop', async () => {
  const silent = createServer();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo; // of a TCP server
  const stopping = new AbortController();
  const { privateKey } = await generateKeyPair('ECDH-ES');
  const headers = () => Promise.resolve({ authorization: 'DPoP t', dpop: 'p' });
  const asker = { headers, privateKey, signal: stopping.signal };
  const graph = createGraphClient(`http://127.0.0.1:${String(port)}/graphql`, asker);
  const shape = z.object({ assignClerk: present(z.int()) });
  const asked = graph.ask('AssignClerk', { list: 'l', clerk: 'c' }, shape);
  const heard = once(silent, 'request');
  await Promise.race([heard, asked]);
  stopping.abort();
  await expect(asked).rejects.toThrow(/abort/iu);
  silent.closeAllConnections();
  silent.close();
  await graph.close();
});
