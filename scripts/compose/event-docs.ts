import { EVENTS } from '../../schema/contract/events.ts';
import type { EventKind } from '../../schema/contract/events.ts';

const HEAD = `# Events

What the ledgers hold: every kind of entry, who writes it, when, and what its \`detail\` says. Beside
that an entry says when (\`at\`), who (\`actor\`), and where they apply the inquiry, the case, the purpose,
the outcome, and the person looked up by a keyed pseudonym. No entry holds a name, a number, a phone or
an address.`;

const WRITERS = { COURT: 'the court', AGENCY: 'each agency', HUB: 'the hub' } as const;

/** The catalogue of events, `schema/contract/docs/events.md`. */
export function eventDocs(): string {
  const sections = Object.entries<EventKind>(EVENTS)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, kind]) => section(code, kind));
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

function section(code: string, { writers, when, detail }: EventKind): string {
  const by = writers.map((writer) => WRITERS[writer]).join(', ');
  const members = Object.entries(detail).map(([name, meaning]) => `- \`${name}\`: ${meaning}`);
  const said = members.length === 0 ? [] : [members.join('\n')];
  return [`## ${code}`, when, `Written by: ${by}.`, ...said].join('\n\n');
}
