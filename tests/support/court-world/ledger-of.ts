import { readBody } from '../../../subgraphs/kit/ledger/entry.ts';
import type { LedgerBody } from '../../../subgraphs/kit/ledger/entry.ts';
import type { CourtWorld } from './court-world.ts';

/** For tests: what the court's ledger holds, in order; from one index on, if that is told. */
export async function ledgerOf({ owner }: CourtWorld, from = 0): Promise<LedgerBody[]> {
  const rows = await owner.sql<{ body: string }[]>`
    select body from ledger_entry where index >= ${from} order by index`;
  return rows.map(({ body }) => {
    const entry = readBody(body);
    if (entry === undefined) throw new Error('not an entry');
    return entry;
  });
}

/** What some work adds to the ledger. */
export async function recordedBy(
  world: CourtWorld,
  work: () => Promise<unknown>,
): Promise<LedgerBody[]> {
  const before = (await ledgerOf(world)).length;
  await work();
  return ledgerOf(world, before);
}

/** How the court's ledger names the person of the example of GB 11643, whom `takeIn` takes in. */
export function samplePerson(world: CourtWorld): string {
  const id = { type: 'RESIDENT_ID', number: '11010519491231002X' } as const;
  return Buffer.from(world.as().ledger.personOf({ id }) ?? []).toString('base64url');
}
