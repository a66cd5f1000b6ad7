import { z } from 'zod';
import { documentId } from '../../gateway/documents/trusted-documents.ts';
import type { AskDocument } from '../../schema/client/ask-document.ts';
import { documentText } from '../../schema/client/document-text.ts';
import { CLIENT_HEADER } from '../../schema/contract/usage.ts';
import { GraphError } from '../repair/graph-client.ts';
import type { Session } from '../sign-in/session.ts';
import { DOCUMENTS } from './documents.ts';

const answerShape = z.object({
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

/** Asks the graph one operation of the command. */
export type AskGraph = AskDocument<typeof DOCUMENTS>;

/** The graph at `url`, which ends in `/graphql`, in the name of who is signed in. */
export function askGraphAs(url: string, session: Pick<Session, 'headers'>): AskGraph {
  return async (name, variables, shape) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [CLIENT_HEADER]: 'agency',
        ...(await session.headers(url)),
      },
      body: JSON.stringify({
        documentId: documentId(documentText(DOCUMENTS[name])),
        operationName: name,
        variables,
      }),
    }).catch(() => undefined);
    const answer = answerShape.safeParse(await response?.json().catch(() => undefined));
    if (!answer.success) throw new GraphError('The graph does not answer', 'NO_ANSWER');
    const [error] = answer.data.errors ?? [];
    if (error) throw new GraphError(error.message, error.extensions?.code ?? 'UNKNOWN');
    const data = shape.safeParse(answer.data.data);
    if (data.success) return data.data;
    throw new GraphError('The graph answered in another shape', 'UNEXPECTED_SHAPE');
  };
}
