import { graphError } from '../../kit/graph/graph-error.ts';
import type { Caller, Person } from '../../kit/people/person.ts';

/** Who is signed in. @throws GraphQLError UNAUTHENTICATED when nobody is. */
export function signedIn({ person }: Caller): Person {
  if (person === undefined) throw graphError('UNAUTHENTICATED');
  return person;
}
