import { createRandom } from '../base/random.ts';
import { ALL_CASES } from './all-cases.ts';
import type { Case } from './case.ts';

/**
 * The cases of a list of `parties`, shuffled: every category once, as long as there is room, and the
 * rest by their shares (largest remainders).
 */
export function planList(parties: number, seed: number): Case[] {
  const once = shuffled([...ALL_CASES], seed, 2).slice(0, parties);
  return shuffled([...once, ...byShare(parties - once.length)], seed, 3);
}

function byShare(places: number): Case[] {
  const total = ALL_CASES.reduce((sum, { share }) => sum + share, 0);
  const quotas = ALL_CASES.map((one) => ({ one, quota: (places * one.share) / total }));
  const whole = quotas.flatMap(({ one, quota }) => Array<Case>(Math.floor(quota)).fill(one));
  const rest = quotas.toSorted((a, b) => (b.quota % 1) - (a.quota % 1)).map(({ one }) => one);
  return [...whole, ...rest.slice(0, places - whole.length)];
}

function shuffled(cases: Case[], seed: number, purpose: number): Case[] {
  const random = createRandom(seed, purpose);
  for (let at = cases.length - 1; at > 0; at -= 1) {
    const other = random.int(at + 1);
    const [one, two] = [cases[at], cases[other]];
    if (one === undefined || two === undefined) continue;
    cases[at] = two;
    cases[other] = one;
  }
  return cases;
}
