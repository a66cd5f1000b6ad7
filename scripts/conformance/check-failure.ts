/** The agency does not do what it must; the message says what it does instead. */
export class CheckFailure extends Error {
  override name = 'CheckFailure';
}

/** @throws CheckFailure unless it holds. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new CheckFailure(otherwise);
}
