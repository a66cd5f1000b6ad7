import { inject } from 'vitest';
import { signedCall } from './signed-call.ts';

/** Everything that came back. */
export type Said = { status: number; text: string };

/** Where people's tokens are verified: each place by itself, whatever the other one thinks. */
export type Door = {
  code: 'gateway' | 'court';
  /**
   * @param people the headers that say who asks
   * @param requestId under which the court is asked; the gateway takes none
   */
  ask(people: Record<string, string>, body: object, requestId?: string): Promise<Said>;
};

/** The gateway, and the court as the gateway calls it, with the gateway's own signature. */
export function doors(): [Door, Door] {
  const { gatewayUrl, subgraphUrls } = inject('sample');
  const { court: url = '' } = subgraphUrls;
  return [
    { code: 'gateway', ask: (people, body) => post(gatewayUrl, people, JSON.stringify(body)) },
    {
      code: 'court',
      ask: (people, body, requestId) =>
        signedCall({ url, code: 'court', people, body, ...(requestId && { requestId }) }),
    },
  ];
}

/** Posts bytes to a graph as they are. @param url without a path */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<Said> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}
