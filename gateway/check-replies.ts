import { AGENCY_STATUSES } from '../schema/contract/codes.ts';
import { keepAsked } from './keep-asked.ts';
import type { FieldShape } from './operation-shape.ts';
import { isObject } from './read-answer.ts';
import type { JsonObject } from './read-answer.ts';

const statuses: ReadonlySet<unknown> = new Set(AGENCY_STATUSES);

/** An instant as RFC 3339 writes it; nothing longer passes as one. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/u;

/**
 * The entities of an agency's answer, reduced to what was asked, or undefined when they are not
 * of the asked form: one for each that was put, each with every reply field, and in it a status of
 * the contract, and texts or nulls otherwise.
 *
 * @param asked fields asked of each entity
 * @param replies names of those that are agencies' replies
 */
export function checkReplies(
  entities: unknown,
  count: number,
  asked: readonly FieldShape[],
  replies: ReadonlySet<string>,
): JsonObject[] | undefined {
  if (!Array.isArray(entities) || entities.length !== count) return undefined;
  const kept: JsonObject[] = [];
  const received: readonly unknown[] = entities;
  for (const entity of received) {
    if (!isObject(entity)) return undefined;
    const checked = keepAsked(entity, asked);
    for (const field of asked) {
      if (!replies.has(field.name) || isLeftOut(field, checked)) continue;
      const reply = checkReply(checked[field.key], field.fields);
      if (reply === undefined) return undefined;
      checked[field.key] = reply;
    }
    kept.push(checked);
  }
  return kept;
}

function checkReply(value: unknown, asked: readonly FieldShape[]): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  return asked.every((field) => isLeftOut(field, value) || fits(field.name, value[field.key]))
    ? keepAsked(value, asked)
    : undefined;
}

/** What a condition of the client's own leaves out is no lack. */
function isLeftOut({ isOptional, key }: FieldShape, value: JsonObject): boolean {
  return isOptional && !Object.hasOwn(value, key);
}

function fits(name: string, value: unknown): boolean {
  if (name === 'status') return statuses.has(value);
  if (name === '__typename') return value === 'AgencyReply';
  if (value === null) return true;
  return typeof value === 'string' && (name !== 'answeredAt' || instant.test(value));
}
