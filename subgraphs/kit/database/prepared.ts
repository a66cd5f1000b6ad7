import type { Sql, TransactionSql } from 'postgres';

/** Statements prepared at most; what comes after them is planned anew each time. */
const MOST = 400;
/** Parameters of a prepared statement at most: one with more grows with the rows it writes. */
const PARAMETERS = 64;

type Client = Sql | TransactionSql;
type Unsafe = Client['unsafe'];

/**
 * The driver as Drizzle takes it, but that a statement that was run before on a connection is neither
 * sent, parsed nor planned again. Drizzle asks the driver not to prepare, which costs a second round
 * trip for each statement, in which the driver learns the types of its parameters.
 */
export function prepared<Taken extends Client>(client: Taken, texts = new Set<string>()): Taken {
  const unsafe: Unsafe = (text, parameters = [], options = {}) => {
    const prepare = isWorthIt(texts, text, parameters.length);
    return client.unsafe(text, parameters, prepare ? { ...options, prepare } : options);
  };
  return new Proxy(client, {
    get(target, name) {
      if (name === 'unsafe') return unsafe;
      const own: unknown = Reflect.get(target, name);
      if (name !== 'begin' && name !== 'savepoint') return own;
      // what a transaction runs is a client too
      return (work: (inner: TransactionSql) => unknown) =>
        (own as (work: (inner: TransactionSql) => unknown) => unknown)((inner) =>
          work(prepared(inner, texts)),
        );
    },
  });
}

function isWorthIt(texts: Set<string>, text: string, parameters: number): boolean {
  if (parameters === 0 || parameters > PARAMETERS) return false;
  if (!texts.has(text) && texts.size >= MOST) return false;
  texts.add(text);
  return true;
}
