import { Pool } from 'undici';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import type { AskDocument, Documents } from '../../schema/client/ask-document.ts';
import { documentText } from '../../schema/client/document-text.ts';
import { CLIENT_HEADER } from '../../schema/contract/usage.ts';
import type { Session } from '../sign-in/session.ts';
import { documentId } from '../../gateway/documents/trusted-documents.ts';
import { DOCUMENTS } from './documents.ts';

const answerSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z
          .object({
            code: z.string().optional(),
            argument: z.string().optional(),
            problem: z.string().optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

/** The graph refused or could not answer; the message is for people. */
export class GraphError extends Error {
  override name = 'GraphError';
  readonly code: string;
  readonly refused: RefusedArgument | undefined;

  constructor(message: string, code: string, refused?: RefusedArgument) {
    super(message);
    this.code = code;
    this.refused = refused;
  }
}

/** Which argument breaks which rule, as the contract documents it beside BAD_USER_INPUT. */
export type RefusedArgument = { argument: string; problem: string };

/** Asks the graph one of its documents and checks what comes back against a shape. */
export type DocumentClient<Known extends Documents<keyof Known>> = {
  ask: AskDocument<Known>;
  /** Opens what the graph sealed to whoever asks. */
  privateKey: CryptoKey;
  close(): Promise<void>;
};

/** A client that sends the documents of `npm run repair`. */
export type GraphClient = DocumentClient<typeof DOCUMENTS>;

/** Milliseconds an operation may take; an inquiry waits for every agency's deadline, twice. */
const PATIENCE = 120_000;

const FORM = {
  'content-type': 'application/json',
  accept: 'application/json',
  [CLIENT_HEADER]: 'command',
};

/** Who asks, and what ends all that is under way. */
export type Asker = Pick<Session, 'headers' | 'privateKey'> & { signal?: AbortSignal };

/**
 * A client of the gateway at `url`, which ends in `/graphql`, in the name of who is signed in.
 *
 * @param publicUrl the address that proofs of possession name, where a test asks by another
 */
export function createGraphClient(url: string, asker: Asker, publicUrl = url): GraphClient {
  return createDocumentClient(DOCUMENTS, url, asker, publicUrl);
}

/** The same for the documents of another command, by the names of their operations. */
export function createDocumentClient<Known extends Documents<keyof Known>>(
  documents: Known,
  url: string,
  asker: Asker,
  publicUrl = url,
): DocumentClient<Known> {
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
        ...(asker.signal && { signal: asker.signal }),
        method: 'POST',
        path: pathname,
        headers: { ...FORM, ...signed },
        body: JSON.stringify({
          documentId: documentId(documentText(documents[name])),
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
    const { code = 'UNKNOWN', argument, problem } = error.extensions ?? {};
    const isNamed = argument !== undefined && problem !== undefined;
    throw new GraphError(error.message, code, isNamed ? { argument, problem } : undefined);
  }
  const data = shape.safeParse(answer.data);
  if (data.success) return data.data;
  throw new GraphError('The gateway answered in another shape', 'UNEXPECTED_SHAPE');
}
