import DataLoader from 'dataloader';

/**
 * A look-up by key that gathers the keys of one request into one call, so that a list of entities
 * costs one statement. Nothing is kept from one request to the next.
 *
 * @param load one value, or null, for each key, in the order of the keys.
 */
export function batched<Context extends object, Value>(
  load: (context: Context, keys: readonly string[]) => Promise<Value[]>,
): (context: Context, key: string) => Promise<Value> {
  const loaders = new WeakMap<Context, DataLoader<string, Value>>();
  return (context, key) => {
    const known = loaders.get(context);
    if (known !== undefined) return known.load(key);
    const loader = new DataLoader<string, Value>((keys) => load(context, keys));
    loaders.set(context, loader);
    return loader.load(key);
  };
}
