import { Pool } from 'undici';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import type { Session } from '../sign-in/session.ts';
import { documentId } from '../../gateway/documents/trusted-documents.ts';
import { DOCUMENTS } from './documents.ts';
import type { DocumentName } from './documents.ts';

const answerSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

/** The graph refused or could not answer; the message is for people. */
export class GraphError extends Error {
  override name = 'GraphError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Asks the graph one operation and checks what comes back against a shape. */
export type GraphClient = {
  ask<Shape>(name: DocumentName, variables: object, shape: z.ZodType<Shape>): Promise<Shape>;
  /** Opens what the graph sealed to whoever asks. */
  privateKey: CryptoKey;
  close(): Promise<void>;
};

/** Milliseconds an operation may take; an inquiry waits for every agency's deadline, twice. */
const PATIENCE = 120_000;

/** Who asks. */
export type Asker = Pick<Session, 'headers' | 'privateKey'>;

/**
 * A client of the gateway at `url`, which ends in `/graphql`, in the name of who is signed in.
 *
 * @param publicUrl the address that proofs of possession name, where a test asks by another
 */
export function createGraphClient(url: string, asker: Asker, publicUrl = url): GraphClient {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: 8,
    headersTimeout: PATIENCE,
    bodyTimeout: PATIENCE,
  });
  return {
    privateKey: asker.privateKey,
    ask: async (name, variables, shape) => {
      const signed = await asker.headers(publicUrl);
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json', accept: 'application/json', ...signed },
        body: JSON.stringify({
          documentId: documentId(DOCUMENTS[name]),
          operationName: name,
          variables,
        }),
      });
      const answer = answerSchema.safeParse(await body.json().catch(() => undefined));
      if (!answer.success)
        throw new GraphError('The gateway did not answer', `HTTP_${String(statusCode)}`);
      return read(answer.data, shape);
    },
    close: () => pool.close(),
  };
}

function read<Shape>(answer: z.infer<typeof answerSchema>, shape: z.ZodType<Shape>): Shape {
  const [error] = answer.errors ?? [];
  if (error !== undefined) {
    throw new GraphError(error.message, error.extensions?.code ?? 'UNKNOWN');
  }
  const data = shape.safeParse(answer.data);
  if (data.success) return data.data;
  throw new GraphError('The gateway answered in another shape', 'UNEXPECTED_SHAPE');
}
