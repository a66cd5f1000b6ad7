import { differences } from './compare.ts';
import type { Difference, Expected } from './compare.ts';
import type { Repair } from './repair-shape.ts';

type Judged = { partyRef: string; category: string; found: Difference[] };

/** Prints, by category, how many results are as they should be. @returns whether all are. */
export function printComparison(
  answers: readonly Expected[],
  repairs: Repair[],
  values: ReadonlyMap<string, string>,
  print: (text: string) => void,
): boolean {
  const byRef = new Map(repairs.map((repair) => [repair.partyRef, repair]));
  const judged: Judged[] = answers.map((expected) => ({
    partyRef: expected.party_ref,
    category: expected.category,
    found: differences(expected, byRef.get(expected.party_ref), values),
  }));
  print('\ncategory                  right  of   differences');
  for (const [category, of] of Map.groupBy(judged, (one) => one.category)) {
    const wrong = of.filter(({ found }) => found.length > 0);
    const named = wrong.map(({ partyRef, found }) => `${partyRef} ${found.join('+')}`).join(', ');
    const right = String(of.length - wrong.length).padStart(5);
    print(`${category.padEnd(24)}  ${right}  ${String(of.length).padEnd(3)}  ${named}`.trimEnd());
  }
  const wrong = judged.filter(({ found }) => found.length > 0).length;
  print(`${String(judged.length - wrong)} of ${String(judged.length)} as expected`);
  return wrong === 0;
}
