import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { REGISTRY } from '../../schema/contract/publication.ts';
import type { UsedOperation } from '../../schema/contract/usage.ts';
import { CALL_HEADER } from '../../subgraphs/kit/channel/call-claims.ts';
import type { CallSigner } from '../../subgraphs/kit/channel/sign-call.ts';
import { KeysError } from '../../subgraphs/kit/sealing/keys-error.ts';
import { createSubgraphClient } from '../subgraph-client.ts';
import { SubgraphFailure } from '../subgraph-failure.ts';

/** What a gateway says to the registry, each call signed as any other. */
export type RegistryClient = {
  /** What is to be served, as the registry signed it; null when the known release is the newest. */
  release(known: number): Promise<string | null>;
  report(operations: readonly UsedOperation[]): Promise<void>;
  close(): Promise<void>;
};

const RELEASE = 'query Release($known: Int!) { release(known: $known) }';
const REPORT = 'mutation Report($operations: String!) { reportUsage(operations: $operations) }';

const releaseShape = z.object({ data: z.object({ release: z.string().nullable() }) });
const reportShape = z.object({ data: z.object({ reportUsage: z.literal(true) }) });

/** Milliseconds. */
const DEADLINE = 2000;
const MOST_BYTES = 32 * 1024 * 1024;

/** @param url the registry's graph */
export function createRegistryClient(url: string, sign: CallSigner): RegistryClient {
  const client = createSubgraphClient({
    ...{ url, deadline: DEADLINE, maxBytes: MOST_BYTES, connections: 2 },
  });
  async function ask<Shape>(
    query: string,
    variables: object,
    shape: z.ZodType<Shape>,
  ): Promise<Shape> {
    const body = Buffer.from(JSON.stringify({ query, variables }));
    const about = { audience: REGISTRY, requestId: randomUUID(), roles: [], scopes: [] };
    const call = await sign({ ...about, body }).catch((error: unknown) => {
      // a registry that nobody has accepted yet is away
      throw error instanceof KeysError ? new SubgraphFailure('NO_KEYS') : error;
    });
    const { status, bytes } = await client.post(body, [CALL_HEADER, call]);
    if (status !== 200) throw new SubgraphFailure(status === 401 ? 'CALL_REFUSED' : 'HTTP_STATUS');
    return readAs(shape, bytes);
  }
  return {
    release: async (known) => (await ask(RELEASE, { known }, releaseShape)).data.release,
    report: async (operations) => {
      await ask(REPORT, { operations: JSON.stringify(operations) }, reportShape);
    },
    close: () => client.close(),
  };
}

function readAs<Shape>(shape: z.ZodType<Shape>, bytes: Buffer): Shape {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new SubgraphFailure('MALFORMED');
  }
}
