import type { Warrant } from '../../../schema/contract/warrant.ts';
import type { Check, Group, Suite } from '../check.ts';
import { must } from '../check-failure.ts';
import { findable } from '../findable.ts';
import { sealClaims, strangerAsked, warrantOf } from '../forge-envelope.ts';
import { openAnswer } from '../put-warrant.ts';

/** Many inquiries at once are answered, and none of them wrongly. */
export const load: Group = { name: 'load', checksOf: (suite) => [underLoad(suite)] };

type Sealed = { warrant: Warrant; envelope: string };

function underLoad(suite: Suite): Check {
  const { load: count, concurrency } = suite.options;
  return {
    name: `answers ${String(count)} inquiries, ${String(concurrency)} at once`,
    run: async () => {
      const known = findable(suite);
      const expected = known === undefined ? 'NO_RECORD' : 'MATCHED';
      const waiting = await Promise.all(Array.from({ length: count }, () => seal(suite)));
      const times: number[] = [];
      const worker = async (): Promise<void> => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          const started = performance.now();
          const [said] = await suite.client.ask([next.envelope]);
          times.push(performance.now() - started);
          const sealed = said?.sealed ?? undefined;
          must(sealed !== undefined, `the agency says ${said?.status ?? 'nothing'}`);
          const { reply } = await openAnswer(suite, sealed, next.warrant);
          const outcome = reply.answers[0]?.outcome;
          must(outcome === expected, `an answer is ${outcome ?? 'missing'} instead of ${expected}`);
        }
      };
      const started = performance.now();
      await Promise.all(Array.from({ length: concurrency }, worker));
      const seconds = (performance.now() - started) / 1000;
      return `p50 ${share(times, 0.5)} ms, p95 ${share(times, 0.95)} ms, ${(count / seconds).toFixed(0)} a second`;
    },
  };
}

async function seal({ forger, decisions }: Suite): Promise<Sealed> {
  const stranger = strangerAsked('1');
  const asked = findable({ decisions })?.asked;
  const parties = [
    asked === undefined ? stranger : { ...asked, ref: '1', caseNo: stranger.caseNo },
  ];
  const warrant = warrantOf(forger, { parties });
  return { warrant, envelope: await sealClaims(forger, warrant) };
}

function share(times: readonly number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.ceil(sorted.length * part) - 1] ?? 0).toFixed(0);
}
