import { z } from 'zod';
import { signedCall } from './signed-call.ts';

/** What an agency says to an envelope. */
export type AgencySaid = { status: string; sealed: string | null };

const QUERY = `query Ask($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on Inquiry { reply: CODE { status sealed } }
  }
}`;

const shape = z.object({
  data: z.object({
    _entities: z.tuple([
      z.object({ reply: z.object({ status: z.string(), sealed: z.string().nullable() }) }),
    ]),
  }),
});

/** Puts an envelope to an agency as the gateway would. @param url of the agency, without a path */
export async function askAgency(url: string, code: string, envelope: unknown): Promise<AgencySaid> {
  const { status, body } = await postInquiry(url, code, envelope);
  if (status !== 200) throw new Error(`HTTP status ${String(status)}`);
  const { data } = shape.parse(JSON.parse(body));
  return data._entities[0].reply;
}

/** The same, with whatever comes back. */
export async function postInquiry(url: string, code: string, envelope: unknown) {
  const representations = [{ __typename: 'Inquiry', envelope }];
  const body = { query: QUERY.replace('CODE', code), variables: { representations } };
  const { status, text } = await signedCall({ url, code, body });
  return { status, body: text };
}
