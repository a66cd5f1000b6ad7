import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** A client of three operations, and one question to it. */
const program = (question: string) => `
  import { z } from 'zod';
  import type { AskDocument } from './ask-document.ts';
  import { graphql } from './graphql.ts';
  const DOCUMENTS = {
    Me: graphql(\`query Me { me { subject roles } }\`),
    Lost: graphql(\`query Lost { me { name } }\`),
    Find: graphql(\`query Find($id: ID!) { repair(id: $id) { partyRef settledAt } }\`),
  };
  declare const ask: AskDocument<typeof DOCUMENTS>;
  const found = z.object({ repair: z.object({ partyRef: z.string() }).nullable() });
  ${question};
`;

const QUESTIONS = {
  right: `export const ref: Promise<string | undefined> =
    ask('Find', { id: '1' }, found).then(({ repair }) => repair?.partyRef)`,
  'an operation that is not there': `void ask('Lose', { id: '1' }, found)`,
  'a variable of another name': `void ask('Find', { ref: '1' }, found)`,
  'a variable of another type': `void ask('Find', { id: 1 }, found)`,
  'a variable that is left out': `void ask('Find', {}, found)`,
  'a field that was not asked for': `void ask('Find', { id: '1' },
    z.object({ repair: z.object({ caseNo: z.string() }).nullable() }))`,
  'a field that may be null': `void ask('Find', { id: '1' },
    z.object({ repair: z.object({ settledAt: z.string() }).nullable() }))`,
  'the answer of another operation': `void ask('Me', {}, found)`,
  'a code that the graph has and the shape has not': `void ask('Me', {},
    z.object({ me: z.object({ roles: z.array(z.enum(['CLERK'])) }).nullable() }))`,
  'a field that the graph has not': `void ask('Lost', {},
    z.object({ me: z.object({ name: z.string() }).nullable() }))`,
  'a root, each of which may be null': `void ask('Me', {},
    z.object({ me: z.object({ subject: z.string() }) }))`,
};

/** Names of the questions that the compiler refuses. */
function refused(): string[] {
  const texts = new Map(
    Object.entries(QUESTIONS).map(([name, question], at) => [
      join(import.meta.dirname, `question-${at}.ts`),
      { name, text: program(question) },
    ]),
  );
  const settings = ts.sys.readFile(join(ROOT, 'tsconfig.json')) ?? '';
  const read = ts.parseConfigFileTextToJson('tsconfig.json', settings);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => texts.get(path)?.text ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  const compiled = ts.createProgram([...texts.keys()], options, host);
  return [...texts].flatMap(([path, { name }]) => {
    const problems = compiled.getSemanticDiagnostics(compiled.getSourceFile(path));
    return problems.length === 0 ? [] : [name];
  });
}

test('what the graph would refuse or a shape would misread is a type error', () => {
  const { right: _right, ...wrong } = QUESTIONS;
  expect(refused()).toEqual(Object.keys(wrong));
});
