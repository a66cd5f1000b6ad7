import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { shownValue } from '../../scripts/repair/shown-value.ts';
import { loadParties, loadRegisters } from '../../scripts/repair/load-data.ts';
import { SAMPLE, SAMPLE_TERMS } from '../../scripts/repair/options.ts';
import type { Repair } from '../../scripts/repair/repair-shape.ts';
import { revealAll } from '../../scripts/repair/reveal.ts';
import { listRepairs } from '../../scripts/repair/listed-repairs.ts';
import { runList } from '../../scripts/repair/run-list.ts';
import { findStack } from '../../scripts/stack/find-stack.ts';
import { graphClientOf } from './graph-client.ts';
import { openListOf } from './open-list-of.ts';
import { writeLines } from './party-list.ts';
import { quiet } from './quiet.ts';
import { sampleFile } from './sample-file.ts';
import { tempFolder } from './temp-folder.ts';

/** A row of a register or of a list; columns that are left out are empty. */
export type Row = Record<string, string>;

/**
 * How one party came out: status, flags, the full contacts, each as `kind value`, sorted, and the phones
 * left out, each as `flag mask` and whether it was asked with; undefined where there are none.
 */
export type Outcome = {
  status: string;
  flags: string[];
  contacts: string[];
  leftOut?: string[] | undefined;
};

/** Puts rows into registers of the stack in place of what they held. */
export async function fillRegisters(registers: Record<string, readonly Row[]>): Promise<void> {
  await using folder = await tempFolder();
  for (const [code, rows] of Object.entries(registers)) {
    const like = sampleFile(code);
    await writeLines(folder.path, `${code}.csv`, await linesOf(like, rows));
  }
  await loadRegisters(await theStack(), folder.path, quiet);
}

/** Takes parties into the court, which nobody may run yet. @returns the id of their list */
export async function takeIn(parties: readonly Row[]): Promise<string> {
  await using folder = await tempFolder();
  const like = join(SAMPLE, 'parties.csv');
  const file = await writeLines(folder.path, 'parties.csv', await linesOf(like, parties));
  const { listId } = await loadParties(await theStack(), file, quiet);
  return listId;
}

/** Takes parties into the court and puts them to the agencies. @returns outcomes by party_ref */
export async function runParties(parties: readonly Row[]): Promise<Record<string, Outcome>> {
  const listId = await takeIn(parties);
  await openListOf(await theStack(), listId);
  const graph = await graphClientOf();
  try {
    const listed = await listRepairs(graph, listId);
    const { settled } = await runList(graph, listed, SAMPLE_TERMS, () => undefined);
    const repairs = listed.flatMap(({ id }) => settled.get(id) ?? []);
    const values = await revealAll(graph, repairs, 'what a test may know', () => undefined);
    return Object.fromEntries(repairs.map((one) => [one.partyRef, outcomeOf(one, values)]));
  } finally {
    await graph.close();
  }
}

function outcomeOf(repair: Repair, values: ReadonlyMap<string, string>): Outcome {
  const contacts = repair.contacts.map(
    ({ id, kind }) => `${kind} ${shownValue(kind, values.get(id) ?? '')}`,
  );
  const leftOut = repair.leftOut.map(
    ({ flag, masked, asked }) => `${flag} ${masked} ${asked ? 'asked' : 'held'}`,
  );
  return {
    ...{ status: repair.status, flags: [...repair.flags], contacts: contacts.sort() },
    leftOut: leftOut.length === 0 ? undefined : leftOut,
  };
}

/** The header of another file, and rows under it. */
export async function linesOf(like: string, rows: readonly Row[]): Promise<string[]> {
  const [header = ''] = (await readFile(like, 'utf8')).split(/\r?\n/u, 1);
  const columns = header.split(',');
  const unknown = rows.flatMap((row) => Object.keys(row).filter((key) => !columns.includes(key)));
  if (unknown.length > 0) throw new Error(`${like} has no column ${unknown.join(', ')}`);
  return [header, ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))];
}

async function theStack() {
  const stack = await findStack(inject('sample').home);
  if (stack === undefined) throw new Error('The stack is gone');
  return stack;
}
