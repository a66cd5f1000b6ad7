import type { ResultOf, VariablesOf } from 'gql.tada';
import type { DocumentNode } from 'graphql';
import type { z } from 'zod';

/** Documents of a client by the names of their operations, each typed by `graphql`. */
export type Documents<Name extends PropertyKey> = Readonly<Record<Name, DocumentNode>>;

/** Variables of a document; what is undefined is left out, as JSON does. */
type Asked<Variables> = {
  [Name in keyof Variables]:
    Variables[Name] | (object extends Pick<Variables, Name> ? undefined : never);
};

/**
 * No demand where a shape takes all that the document can bring, and one that no shape meets where it
 * does not. Needed since zod's types are covariant in what they take, so that assigning tells nothing.
 */
type Reading<Taken, Brought> = [Brought] extends [Taken]
  ? unknown
  : { doesNotRead: Brought; reads: Taken };

/** Asks the graph one of its documents and checks what comes back against a shape. */
export type AskDocument<Known extends Documents<keyof Known>> = <
  Name extends keyof Known & string,
  Shape,
  Taken,
>(
  name: Name,
  variables: Asked<VariablesOf<Known[Name]>>,
  shape: z.ZodType<Shape, Taken> & Reading<Taken, ResultOf<Known[Name]>>,
) => Promise<Shape>;
