import { rememberTexts } from './cargo.ts';
import { checkReplies } from './check-replies.ts';
import type { FieldShape } from './operation-shape.ts';
import { isObject } from './read-answer.ts';
import type { JsonObject } from './read-answer.ts';
import type { Treatment } from './subgraph-data-source.ts';
import { SubgraphFailure } from './subgraph-failure.ts';

/**
 * For the fetches that ask an agency for its replies: it answers all of them in form, or it says
 * `UNAVAILABLE` in all of them. Errors beside the data count as no answer.
 *
 * @param replies names of the agency's reply fields
 */
export function agencyTreatment(replies: ReadonlySet<string>): Treatment {
  return {
    accept({ data, errors, bytes }, { shape, representations, cargo }) {
      if (errors.length > 0) throw new SubgraphFailure('GRAPHQL_ERRORS');
      const { length } = representations;
      const entities = checkReplies(data?.['_entities'], length, shape.entity ?? [], replies);
      if (entities === undefined) throw new SubgraphFailure('MALFORMED');
      rememberTexts(cargo, bytes, textsIn(entities));
      return { data: { _entities: entities } };
    },
    giveUp({ shape, representations }) {
      return {
        data: { _entities: unavailableReplies(representations, shape.entity ?? [], replies) },
      };
    },
  };
}

/** Checked replies hold texts and nulls. */
function textsIn(entities: readonly JsonObject[]): string[] {
  return entities
    .flatMap((entity) => Object.values(entity))
    .flatMap((reply) => (isObject(reply) ? Object.values(reply) : []))
    .filter((value) => typeof value === 'string');
}

/** `@apollo/gateway` would give up the whole request, since the court requires every status. */
function unavailableReplies(
  representations: readonly JsonObject[],
  asked: readonly FieldShape[],
  replies: ReadonlySet<string>,
): JsonObject[] {
  return representations.map((representation) =>
    filled(asked, ({ name, fields }) => {
      if (name === '__typename') return representation['__typename'];
      return replies.has(name) ? filled(fields, unavailable) : null;
    }),
  );
}

function unavailable({ name }: FieldShape): string | null {
  if (name === '__typename') return 'AgencyReply';
  return name === 'status' ? 'UNAVAILABLE' : null;
}

function filled(asked: readonly FieldShape[], value: (field: FieldShape) => unknown): JsonObject {
  return Object.fromEntries(asked.map((field) => [field.key, value(field)]));
}
