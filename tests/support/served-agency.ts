import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeKeys } from '../../scripts/conformance/make-keys.ts';
import { VECTORS, readRegister } from '../../scripts/conformance/vector-files.ts';
import type { HeldPerson } from '../../scripts/conformance/vector-files.ts';
import { freePorts } from '../../scripts/stack/free-ports.ts';
import { runCommand } from '../../scripts/stack/run-command.ts';
import { serviceEnvironment } from '../../scripts/stack/service-environment.ts';
import { startService } from '../../scripts/stack/service-process.ts';
import type { LookUp } from '../../subgraphs/kit/agency/reply-to-parties.ts';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { idKey } from '../../subgraphs/kit/identifiers/id-key.ts';
import type { HeldRecord } from '../../subgraphs/kit/matching/held-record.ts';
import type { Register } from '../../subgraphs/kit/register/define-register.ts';
import { neutralRows } from './neutral-rows.ts';
import { freshDatabase } from './postgres.ts';

const root = join(import.meta.dirname, '..', '..');

/** An agency that serves, as its own process, with the neutral people in its register. */
export type ServedAgency = AsyncDisposable & {
  /** Without a path. */
  url: string;
  /** Whom of them it holds, as the suite reads it. */
  register: string;
};

/** Keys of a test court, gateway and audit service in a home that agencies share. @returns their folder */
export async function conformanceKeys(home: string): Promise<string> {
  const keys = join(home, 'keys');
  await makeKeys(keys);
  await mkdir(join(home, 'logs'));
  return keys;
}

/** Brings an agency of `subgraphs/` up over a database of its own. */
export async function servedAgency(code: string, home: string): Promise<ServedAgency> {
  await using cleanup = new AsyncDisposableStack();
  const database = await freshDatabase(code);
  cleanup.defer(() => database.drop());
  const main = join(root, 'subgraphs', code, 'main.ts');
  const env = serviceEnvironment(home, code, database, process.env);
  await runCommand({ code, main, args: ['prepare'], env });
  const people = await readRegister(join(VECTORS, 'register.jsonl'));
  const { register, lookUp } = await agencyModules(code);
  const csv = join(home, `${code}.csv`);
  await writeFile(csv, await neutralRows(code, register.persons, people));
  await runCommand({ code, main, args: ['import', csv], env });
  const held = await heldOf(people, lookUp, database.migrationDatabaseUrl);
  const file = join(home, `${code}.jsonl`);
  await writeFile(file, held.map((person) => `${JSON.stringify(person)}\n`).join(''));
  const [port = 0] = await freePorts(1);
  const { signal } = new AbortController();
  const service = await startService({ code, main, env, port, home, signal });
  cleanup.defer(() => service.stop());
  const rest = cleanup.move();
  return { url: service.url, register: file, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

async function agencyModules(code: string): Promise<{ register: Register; lookUp: LookUp }> {
  const folder = join(root, 'subgraphs', code);
  // the folder's files have these exports by the house's rule; a missing one fails the test
  const { register } = (await import(join(folder, 'register.ts'))) as { register: Register };
  const { lookUp } = (await import(join(folder, 'look-up.ts'))) as { lookUp: LookUp };
  return { register, lookUp };
}

/** Those people whom the register holds unaltered, each with the contacts that this agency has. */
async function heldOf(
  people: readonly HeldPerson[],
  lookUp: LookUp,
  url: string,
): Promise<HeldPerson[]> {
  const owner = connect(url);
  try {
    const idKeys = people.flatMap(({ id }) => (id === undefined ? [] : [idKey(id)]));
    const phones = people.flatMap(({ phone }) => phone ?? []);
    const records = await lookUp(owner.db, { idKeys, phones });
    return people.flatMap((person) => {
      const record = records.find((one) => isWhole(one, person));
      if (record === undefined) return [];
      return [{ ...person, observedOn: record.observedOn, contacts: record.contacts }];
    });
  } finally {
    await owner.close();
  }
}

function isWhole({ holder, organisation, phone }: HeldRecord, person: HeldPerson): boolean {
  const { name, formerNames, id, deceased = false } = holder;
  return (
    organisation === person.organisation &&
    name === person.name &&
    phone === person.phone &&
    (id && idKey(id)) === (person.id && idKey(person.id)) &&
    formerNames.join() === person.formerNames.join() &&
    deceased === person.deceased &&
    (holder.protected ?? false) === person.protected
  );
}
