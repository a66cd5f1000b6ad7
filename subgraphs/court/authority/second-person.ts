import { graphError } from '../../kit/graph/graph-error.ts';
import type { Caller, Person } from '../../kit/people/person.ts';
import { signedIn } from '../../kit/people/signed-in.ts';

/**
 * Who decides something about somebody else's work.
 *
 * @param about `sub` of the person it is about
 * @throws GraphQLError SECOND_PERSON_NEEDED when both are one.
 */
export function secondPerson(caller: Caller, about: string): Person {
  const person = signedIn(caller);
  if (person.subject === about) throw graphError('SECOND_PERSON_NEEDED');
  return person;
}
