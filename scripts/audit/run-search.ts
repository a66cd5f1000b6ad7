import { underHeader } from '../repair/aligned.ts';
import type { AuditRun } from './audit-run.ts';
import { counted } from '../repair/counted.ts';
import { chinaTime } from './pages/report-words.ts';
import { sealPerson } from './person.ts';
import type { PersonOptions } from './person.ts';
import type { SearchFilter } from './options.ts';
import { soughtBy, tellLeftOut } from './sought-by.ts';
import { searchShape } from './shapes.ts';
import type { Entry } from './shapes.ts';

type WhoOptions = PersonOptions & { most?: number };

const PAGE = 100;
const HEADER = ['when', 'source', 'event', 'who', 'case', 'purpose', 'outcome', 'reason'];

/** `search`: entries of all ledgers that fit. */
export async function runSearch(
  run: AuditRun,
  { filter, most }: { filter: SearchFilter; most: number },
): Promise<void> {
  const { entries, sources, away, isCut } = await readEntries(run, filter, most);
  const count = counted(entries.length, 'entry', 'entries');
  run.printRows(entries, () => [
    ...underHeader(HEADER, entries.map(cells)),
    '',
    isCut ? `${count}; there are more` : count,
  ]);
  if (isCut) run.say('There are more: narrow the search or ask for more with --most N');
  tellAway(run, away);
  tellStray(run, filter.organisations ?? [], sources);
}

/** `who`: every entry about one person, to the end unless told otherwise. */
export async function runWho(run: AuditRun, { most, ...person }: WhoOptions): Promise<void> {
  const sought = await sealPerson(run.home, person, new Date());
  await runSearch(run, { filter: { sought }, most: most ?? Infinity });
  tellLeftOut(run.say, soughtBy(person));
}

/** @param most entries, 1 or more. @returns `isCut` where the ledgers have more that fit */
async function readEntries(run: AuditRun, filter: SearchFilter, most: number) {
  const entries: Entry[] = [];
  const [sources, away] = [new Set<string>(), new Set<string>()];
  const place: { after: string | null } = { after: null };
  for (;;) {
    const first = Math.min(PAGE, most - entries.length);
    const asked = { filter: sent(filter), first, ...place };
    const { audit } = await run.graph.ask('SearchLedgers', asked, searchShape);
    entries.push(...audit.entries.edges.map(({ node }) => node));
    for (const { code, status } of audit.sources) {
      sources.add(code);
      if (status !== 'ANSWERED') away.add(code);
    }
    const { hasNextPage, endCursor } = audit.entries.pageInfo;
    const isEnough = entries.length >= most || endCursor === null;
    if (!hasNextPage || isEnough) return { entries, sources, away: [...away], isCut: hasNextPage };
    place.after = endCursor;
  }
}

/** The filter as it travels. */
function sent({ from, to, ...filter }: SearchFilter) {
  return {
    ...filter,
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}

/** What is away is not told of, which must be seen. */
export function tellAway({ say }: AuditRun, away: readonly string[]): void {
  if (away.length > 0) say(`Not heard, so not among these: ${away.join(', ')}`);
}

/** A court that asked may keep its ledger elsewhere; a slip of the pen would find as little. */
function tellStray(
  { say }: AuditRun,
  organisations: readonly string[],
  sources: ReadonlySet<string>,
): void {
  const stray = organisations.filter((code) => !sources.has(code));
  if (stray.length === 0) return;
  const known = [...sources].sort().join(', ');
  say(`No ledger here is that of ${stray.join(', ')}; these are here: ${known}`);
}

function cells({ at, source, event, caseNo, purpose, outcome, reason, ...who }: Entry): string[] {
  return [
    ...[chinaTime(new Date(at)), source, event, who.subject ?? who.actor, caseNo ?? ''],
    ...[purpose ?? '', outcome ?? '', reason ?? ''],
  ];
}
