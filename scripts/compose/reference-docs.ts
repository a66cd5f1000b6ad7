import { introspectionFromSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { renderSchema } from 'graphql-markdown';

const PROLOGUE = `Every operation, type and code that a client can meet, out of the composed schema. Who may use
which operation stands in [rights](rights.md), what an error means in [errors](errors.md), what has
changed in [changelog](changelog.md). What is deprecated says until when it is answered.`;

/** The reference of the client-facing graph, \`schema/contract/docs/reference.md\`. */
export function referenceDocs(schema: GraphQLSchema): string {
  const lines: string[] = [];
  renderSchema(introspectionFromSchema(schema), {
    title: 'Reference',
    prologue: PROLOGUE,
    printer: (line) => lines.push(line),
  });
  return `${lines.join('\n').trimEnd()}\n`;
}
