import type { FieldShape } from './operation-shape.ts';
import type { JsonObject } from './read-answer.ts';

/**
 * Keeps of an object what was asked for. What a subgraph answers beyond that would be merged over
 * the answers of others, so one agency could speak for another.
 */
export function keepAsked(value: JsonObject, asked: readonly FieldShape[]): JsonObject {
  const kept: JsonObject = {};
  for (const { key } of asked) {
    if (Object.hasOwn(value, key)) kept[key] = value[key];
  }
  // The gateway names the type itself where the subgraph was not asked to.
  return kept;
}
