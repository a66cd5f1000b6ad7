import { createRequire } from 'node:module';
import type { Operation, Schema } from '@apollo/federation-internals';
import type { DefinitionNode, DocumentNode } from 'graphql';

type Options = { operationName?: string; validate?: boolean };
type Read = (schema: Schema, document: DocumentNode, options?: Options) => Operation;
type Operations = { operationFromDocument: Read };

/**
 * Has @apollo/gateway read each operation once. It builds the same immutable object out of the same
 * operation of a parsed document for every request, which takes a twentieth of the gateway's time, and offers no
 * way to hand it one. What is remembered goes with the document, which Apollo Server keeps as long
 * as it is in use. Where the package is laid out otherwise, all stays as it was, only slower; the
 * versions are pinned and a test says so.
 */
export function rememberOperations(): void {
  const load = createRequire(import.meta.url);
  // the module as it is in this version; looked at before it is used
  const operations = load('@apollo/federation-internals/dist/operations.js') as Partial<Operations>;
  const { operationFromDocument: read } = operations;
  if (read === undefined || REMEMBERING.has(read)) return;
  operations.operationFromDocument = remembering(read);
  REMEMBERING.add(operations.operationFromDocument);
}

/** One document may hold several operations. */
type Known = { schema: Schema; name: string | undefined; operation: Operation };

const REMEMBERING = new WeakSet<Read>();

function remembering(read: Read): Read {
  const known = new WeakMap<DefinitionNode, Known[]>();
  return (schema, document, options = {}) => {
    const [key] = document.definitions;
    const { operationName: name } = options;
    const all = (key && known.get(key)) ?? [];
    const found = all.find((one) => one.schema === schema && one.name === name);
    if (found) return found.operation;
    const operation = read(schema, document, options);
    if (key) known.set(key, [...all, { schema, name, operation }]);
    return operation;
  };
}
