import type { Sql, TransactionSql } from 'postgres';
import { begin } from './begin.ts';
import type { IsGone } from './begin.ts';

/** Statements prepared at most; what comes after them is planned anew each time. */
const MOST = 400;
/** Parameters of a prepared statement at most: one with more grows with the rows it writes. */
const PARAMETERS = 64;

type Client = Sql | TransactionSql;
type Unsafe = Client['unsafe'];
type Work = (inner: TransactionSql) => Promise<unknown>;

/**
 * The driver as Drizzle takes it, but that a statement that was run before on a connection is neither
 * sent, parsed nor planned again. Drizzle asks the driver not to prepare, which costs a second round
 * trip for each statement, in which the driver learns the types of its parameters.
 */
export function prepared<Taken extends Client>(client: Taken): Taken {
  return wrapped(client, new Set(), () => false);
}

function wrapped<Taken extends Client>(client: Taken, texts: Set<string>, isGone: IsGone): Taken {
  const unsafe: Unsafe = (text, parameters = [], options = {}) => {
    if (isGone()) throw new Error('The connection of this transaction is gone');
    const prepare = isWorthIt(texts, text, parameters.length);
    return client.unsafe(text, parameters, prepare ? { ...options, prepare } : options);
  };
  return new Proxy(client, {
    get(target, name) {
      if (name === 'unsafe') return unsafe;
      // what a transaction runs is a client too
      if (name === 'begin' && 'begin' in target)
        return (work: Work) =>
          begin(target, (inner, isGoneNow) => work(wrapped(inner, texts, isGoneNow)));
      if (name === 'savepoint' && 'savepoint' in target)
        return (work: Work) => target.savepoint((inner) => work(wrapped(inner, texts, isGone)));
      return Reflect.get(target, name) as unknown;
    },
  });
}

function isWorthIt(texts: Set<string>, text: string, parameters: number): boolean {
  if (parameters === 0 || parameters > PARAMETERS) return false;
  if (!texts.has(text) && texts.size >= MOST) return false;
  texts.add(text);
  return true;
}
