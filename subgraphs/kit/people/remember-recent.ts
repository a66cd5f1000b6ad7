/** Something remembered by name, for as long as there is room. */
export type Recent<Value> = {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
};

/**
 * Remembers what was put last, at least `limit` things and at most twice as many: two maps take
 * turns, so that nothing is ever searched for what is oldest.
 */
export function rememberRecent<Value>(limit: number): Recent<Value> {
  const kept = { current: new Map<string, Value>(), previous: new Map<string, Value>() };
  const set = (name: string, value: Value): void => {
    if (kept.current.size >= limit) {
      kept.previous = kept.current;
      kept.current = new Map();
    }
    kept.current.set(name, value);
  };
  return {
    set,
    get: (name) => {
      const found = kept.current.get(name);
      if (found !== undefined) return found;
      const older = kept.previous.get(name);
      if (older !== undefined) set(name, older);
      return older;
    },
  };
}
