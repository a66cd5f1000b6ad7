import { print } from 'graphql';
import type { DocumentNode } from 'graphql';

/**
 * A document as clients send it and as the manifest of trusted documents holds it: an id is taken of
 * this text alone, so nobody prints a document in another way.
 */
export function documentText(document: DocumentNode): string {
  return print(document);
}
