import { createRequire } from 'node:module';
import type { Operation, Schema } from '@apollo/federation-internals';
import type { DefinitionNode, DocumentNode } from 'graphql';

type Read = (schema: Schema, document: DocumentNode, options?: object) => Operation;
type Operations = { operationFromDocument: Read };

/**
 * Has @apollo/gateway read each operation once. It builds the same immutable object out of the same
 * parsed document for every request, which takes a twentieth of the gateway's time, and offers no
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

const REMEMBERING = new WeakSet<Read>();

function remembering(read: Read): Read {
  const known = new WeakMap<DefinitionNode, { schema: Schema; operation: Operation }>();
  return (schema, document, options) => {
    const [key] = document.definitions;
    const found = key && known.get(key);
    if (found?.schema === schema) return found.operation;
    const operation = read(schema, document, options);
    if (key) known.set(key, { schema, operation });
    return operation;
  };
}
