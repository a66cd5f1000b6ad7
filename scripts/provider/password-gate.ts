import { createHash, timingSafeEqual } from 'node:crypto';
import type { Account } from './accounts.ts';

/** Wrong passwords in a row before one has to wait; then the wait doubles with each. */
const FREE = 4;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;
/** Names remembered at most; made-up ones count too, so that they are not told from real ones. */
const NAMES = 1_000;

export type Entry =
  | { ok: true; account: Account }
  | { ok: false; why: 'WRONG' }
  /** Milliseconds to wait. */
  | { ok: false; why: 'WAIT'; wait: number };

/** Lets in who knows the password, and slows down who guesses. */
export type PasswordGate = (name: string, password: string) => Entry;

export function createPasswordGate(accounts: readonly Account[], now: () => number): PasswordGate {
  const wrong = new Map<string, { count: number; until: number }>();
  return (name, password) => {
    const before = wrong.get(name) ?? { count: 0, until: 0 };
    if (before.until > now()) return { ok: false, why: 'WAIT', wait: before.until - now() };
    const account = accounts.find((one) => one.name === name);
    const right = isSame(password, account?.password ?? '');
    wrong.delete(name);
    if (account !== undefined && right) return { ok: true, account };
    const count = before.count + 1;
    const wait = count < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - FREE));
    wrong.set(name, { count, until: now() + wait });
    forgetOldest(wrong);
    return { ok: false, why: 'WRONG' };
  };
}

/** In a time that tells nothing of where they differ, nor of their lengths. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function forgetOldest(wrong: Map<string, unknown>): void {
  for (const name of wrong.keys()) {
    if (wrong.size <= NAMES) return;
    wrong.delete(name);
  }
}
