import { GraphiQL } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { createElement } from 'react';
import type { ReactElement } from 'react';
import type { Person } from './sign-in.ts';

const FIRST = `# Ctrl-Enter runs it
# Ctrl-Space completes
{
  me {
    subject
    roles
  }
}
`;

export type ExplorerProps = {
  person: Person | undefined;
  /** Why nobody is signed in, where somebody tried. */
  problem: string | undefined;
  onSignIn: () => void;
};

/** A bar that says who asks, over GraphiQL. */
export function Explorer({ person, problem, onSignIn }: ExplorerProps): ReactElement[] {
  const who = person?.subject ?? problem ?? 'Nobody is signed in';
  return [
    createElement(
      'header',
      { className: 'bar', key: 'bar' },
      createElement('strong', null, 'Relink'),
      createElement('span', { className: 'who' }, who),
      createElement(
        'button',
        { type: 'button', onClick: onSignIn },
        person === undefined ? 'Sign in' : 'Sign in as somebody else',
      ),
    ),
    createElement(
      'main',
      { className: 'explorer', key: 'explorer' },
      createElement(GraphiQL, {
        fetcher: async (asked) => ask(asked, await person?.headers()),
        defaultQuery: FIRST,
        isHeadersEditorEnabled: false,
        // deprecated arguments and input fields are described too
        inputValueDeprecation: true,
        schemaDescription: true,
        // what was typed goes when the tab does
        storage: sessionStorage,
      }),
    ),
  ];
}

async function ask(asked: object, signed: Record<string, string> = {}): Promise<ExecutionResult> {
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed },
    body: JSON.stringify(asked),
  });
  return (await answer.json()) as ExecutionResult; // what the gateway says to everything
}
