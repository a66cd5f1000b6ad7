import type { GraphQLFormattedError } from 'graphql';
import { ERROR_MESSAGES } from '../schema/contract/errors.ts';
import { jsonWithin, written } from './cargo.ts';
import { keepAsked } from './keep-asked.ts';
import type { FieldShape } from './operation-shape.ts';
import { isObject } from './read-answer.ts';
import type { GraphAnswer, JsonObject } from './read-answer.ts';
import type { Fetch, Treatment } from './subgraph-data-source.ts';
import { SubgraphFailure } from './subgraph-failure.ts';
import type { FailureCause } from './subgraph-failure.ts';
import type { WholeFields } from './whole-fields.ts';

/**
 * For every fetch but those of agencies' replies: data and errors pass as they are (errors are
 * masked at the edge), and a subgraph that fails costs the fields asked of it and no others. Each
 * of them is null beside an error of code `SUBGRAPH_UNAVAILABLE`.
 */
export const openTreatment: Treatment = {
  accept(answer, fetch) {
    const { data, errors } = answer;
    const { shape, representations } = fetch;
    if (fetch.whole) loadWhole(answer, fetch.whole, fetch);
    // errors are plain objects; whatever their fields hold, the edge reads codes only
    const formatted = errors as readonly unknown[] as readonly GraphQLFormattedError[];
    const kept = data && keepAsked(data, shape.root);
    if (kept && shape.entity) {
      kept['_entities'] = keepEntities(kept['_entities'], representations.length, shape.entity);
    }
    return errors.length > 0 ? { data: kept, errors: formatted } : { data: kept };
  },
  giveUp: (fetch, cause) => ({
    data: null,
    errors: placesOf(fetch).map((path) => missing(path, cause)),
  }),
};

/**
 * The same of an agency, which may be in wrong hands: nothing that it says reaches the client unread.
 * What it writes could end its own field and go on in the name of others.
 */
export const checkedTreatment: Treatment = {
  ...openTreatment,
  accept: (answer, fetch) => openTreatment.accept(answer, { ...fetch, whole: undefined }),
};

/** Takes the whole fields out of the answer, and their JSON aboard. */
function loadWhole(
  { data, body, bytes }: GraphAnswer,
  { parent, keys }: WholeFields,
  fetch: Fetch,
) {
  const entities = data?.['_entities'];
  const owner: unknown = fetch.shape.entity && Array.isArray(entities) ? entities[0] : data;
  if (!isObject(owner)) return;
  for (const key of keys) {
    const value = owner[key];
    if (!isObject(value) && !Array.isArray(value)) continue;
    const put = (other: unknown): void => {
      owner[key] = other;
    };
    const json = keys.length === 1 ? jsonWithin(bytes, body, value, put) : written(value);
    fetch.cargo.parts.push({ path: [...parent, key], json });
    put(null);
  }
}

function keepEntities(value: unknown, count: number, asked: readonly FieldShape[]): unknown[] {
  if (!Array.isArray(value) || value.length !== count) throw new SubgraphFailure('MALFORMED');
  return value.map((entity: unknown): JsonObject | null => {
    if (entity === null) return null;
    if (isObject(entity)) return keepAsked(entity, asked);
    throw new SubgraphFailure('MALFORMED');
  });
}

function placesOf({ shape, representations }: Fetch): (string | number)[][] {
  const keys = (fields: readonly FieldShape[]) =>
    fields.filter(({ name }) => name !== '__typename').map(({ key }) => key);
  const { entity } = shape;
  if (entity === undefined) return keys(shape.root).map((key) => [key]);
  return representations.flatMap((_, index) =>
    keys(entity).map((key) => ['_entities', index, key]),
  );
}

/** What is missing since it could not be recorded is no subgraph's failure. */
function missing(path: (string | number)[], cause: FailureCause): GraphQLFormattedError {
  const code = cause === 'LEDGER_UNAVAILABLE' ? cause : 'SUBGRAPH_UNAVAILABLE';
  return { message: ERROR_MESSAGES[code], path, extensions: { code } };
}
