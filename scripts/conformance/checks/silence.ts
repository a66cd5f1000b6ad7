import { check } from '../check.ts';
import type { Check } from '../check.ts';
import { must } from '../check-failure.ts';
import { valuesOf } from '../judge-answer.ts';
import type { HeldPerson } from '../vector-files.ts';

/** Listens to all that the agency says during the other checks. */
export type Listener = {
  hear: (text: string) => void;
  /** Of whom nothing may be readable. */
  about: (register: readonly HeldPerson[]) => void;
  checks: () => Check[];
};

/** Words of programs, places and databases; an agency's insides are nobody's business. */
const INSIDES =
  /node_modules|Traceback|File "[^"]*"|\bat \S+ \(?\S+:\d+|\.(?:ts|js|py|java|go|rb|php|cs|rs):\d+|\b(?:postgres|psycopg|sqlite3?|mysql|oracle|mongodb|jdbc|hibernate|sqlalchemy)\b|\bSELECT .* FROM\b|\bINSERT INTO\b|\brelation "|ECONN[A-Z]+/iu;

/** What a sealed reply holds in cipher can look like any word. */
const SEALED = /"sealed":\s*"[^"]*"/gu;

export function createListener(): Listener {
  const heard = { texts: 0, readable: 0, insides: 0 };
  const values = new Set<string>();
  return {
    hear: (text) => {
      heard.texts += 1;
      const open = text.replace(SEALED, '');
      if ([...values].some((value) => open.includes(value))) heard.readable += 1;
      if (INSIDES.test(open)) heard.insides += 1;
    },
    about: (register) => {
      for (const value of register.flatMap(valuesOf)) values.add(value);
    },
    checks: () => [
      {
        name: 'has said nothing readable of anybody',
        run: () => {
          must(heard.readable === 0, `${String(heard.readable)} answers hold a value in the clear`);
          return Promise.resolve(`in ${String(heard.texts)} answers`);
        },
      },
      check('has told nothing of its insides', () => {
        must(heard.insides === 0, `${String(heard.insides)} answers tell of them`);
        return Promise.resolve();
      }),
    ],
  };
}
