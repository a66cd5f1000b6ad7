import type { GraphQLFormattedError } from 'graphql';
import { ERROR_MESSAGES } from '../schema/contract/errors.ts';
import { rememberTexts } from './cargo.ts';
import { checkReplies } from './check-replies.ts';
import { errorCode } from './mask-error.ts';
import type { FieldShape } from './operation-shape.ts';
import { isObject } from './read-answer.ts';
import type { JsonObject } from './read-answer.ts';
import type { Fetch, FetchResult, Treatment } from './subgraph-data-source.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { FailureCause } from './subgraph-failure.ts';

/**
 * For the fetches that ask an agency for its replies: it answers all of them in form, or it says
 * `UNAVAILABLE` in all of them. Errors beside the data count as no answer.
 *
 * @param replies names of the agency's reply fields
 * @param record what has to be recorded before it is asked. Where that cannot be done, or the agency
 *   says that it cannot record what it does, its replies are null, and the inquiry is spoilt for all.
 */
export function agencyTreatment(
  replies: ReadonlySet<string>,
  record?: (fetch: Fetch) => Promise<void>,
): Treatment {
  return {
    ...(record && { before: record }),
    accept({ data, errors, bytes }, { shape, representations, cargo }) {
      if (errors.length > 0) throw new SubgraphFailure(causeOf(errors));
      const { length } = representations;
      const entities = checkReplies(data?.['_entities'], length, shape.entity ?? [], replies);
      if (entities === undefined) throw new SubgraphFailure('MALFORMED');
      rememberTexts(cargo, bytes, textsIn(entities));
      return { data: { _entities: entities } };
    },
    giveUp(fetch, cause) {
      const { shape, representations } = fetch;
      if (record && cause === 'LEDGER_UNAVAILABLE') return spoil(fetch);
      return {
        data: { _entities: unavailableReplies(representations, shape.entity ?? [], replies) },
      };
    },
  };
}

function causeOf(errors: readonly JsonObject[]): FailureCause {
  // plain objects; whatever their fields hold, only a code is read
  const codes = errors.map((error) => errorCode(error as object as GraphQLFormattedError));
  return codes.includes('LEDGER_UNAVAILABLE') ? 'LEDGER_UNAVAILABLE' : 'GRAPHQL_ERRORS';
}

/** Says so once for each inquiry, whichever agency was the first; its reply is null. */
function spoil({ shape, representations, trail }: Fetch): FetchResult {
  const code = 'LEDGER_UNAVAILABLE';
  const errors = representations.flatMap(({ envelope }, index): GraphQLFormattedError[] => {
    if (trail.unrecorded.has(String(envelope))) return [];
    trail.unrecorded.add(String(envelope));
    return [{ message: ERROR_MESSAGES[code], path: ['_entities', index], extensions: { code } }];
  });
  const nothing = representations.map((representation) =>
    filled(shape.entity ?? [], ({ name }) =>
      name === '__typename' ? representation['__typename'] : null,
    ),
  );
  return { data: { _entities: nothing }, ...(errors.length > 0 && { errors }) };
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
