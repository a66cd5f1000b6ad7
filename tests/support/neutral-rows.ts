import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { HeldPerson } from '../../scripts/conformance/vector-files.ts';
import type { PersonColumns } from '../../subgraphs/kit/register/define-register.ts';
import { sampleFile } from './sample-file.ts';
import type { Row } from './small-world.ts';

/**
 * Neutral people as rows of an agency's own CSV: each takes a row of the agency's sample and puts
 * the person in the place of whom it names. Columns are known by how their names end, as the house
 * names them (`tenant_id_number`, `contact_phone`, `hukou_address`); what the agency has no column
 * for is lost, which the reader of the imported register finds out.
 *
 * @param persons where rows of the register name people; the columns of its file are named alike
 * @returns the text of a CSV file
 */
export async function neutralRows(
  code: string,
  persons: PersonColumns | undefined,
  people: readonly HeldPerson[],
): Promise<string> {
  const sample = await readFile(sampleFile(code), 'utf8');
  const rows = parse<Row>(sample, { columns: true });
  const columns = Object.keys(rows[0] ?? {});
  const written = people.map((person, at) => {
    const personal = personalCells(persons, person);
    const row = { ...rows[at % rows.length], ...personal };
    return columns
      .map((column) => quoted(sharedCell(column, person) ?? row[column] ?? ''))
      .join(',');
  });
  return [columns.join(','), ...written, ''].join('\n');
}

/** Who is named; in the row of an organisation nobody is. */
function personalCells(persons: PersonColumns | undefined, person: HeldPerson): Row {
  if (persons === undefined) return {};
  const { organisation, id, name } = person;
  const prefix = persons.idType.name.replace(/id_type$/u, '');
  return {
    [persons.name.name]: organisation ? '' : name,
    [`${prefix}id_type`]: organisation ? '' : (id?.type ?? ''),
    [`${prefix}id_number`]: organisation ? '' : (id?.number ?? ''),
    [`${prefix}issuing_state`]: organisation ? '' : (id?.issuingState ?? ''),
    ...(organisation ? { uscc: id?.number ?? '', enterprise_name: name } : {}),
  };
}

/** What a column says of the person by its name alone; undefined where it says something else. */
function sharedCell(column: string, person: HeldPerson): string | undefined {
  const address = person.contacts.find(({ kind }) => kind === 'ADDRESS')?.value ?? '';
  const cells: [ending: RegExp, cell: string][] = [
    [/former_name$/u, person.formerNames.join(';')],
    [/birth_date$/u, person.birthDate ?? ''],
    [/deceased_on$/u, person.deceased ? person.observedOn : ''],
    [/protected$/u, person.protected ? 'true' : ''],
    [/phone$/u, person.phone ?? ''],
    [/address$/u, address],
    // on whatever day it was given, but not the one on which it ends
    [/(?<!expires|ends|ended)_on$/u, person.observedOn],
  ];
  return cells.find(([ending]) => ending.test(column))?.[1];
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
