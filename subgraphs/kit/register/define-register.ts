import { hash } from 'node:crypto';
import { getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { readCsv } from '../csv/read-csv.ts';
import type { ReadCsvOptions } from '../csv/read-csv.ts';
import { copyText } from './copy-text.ts';
import type { registerColumns } from './register-columns.ts';

/** One thing wrong in a file: a column and a stable code, never what stood there. */
export type BadCell = { column: string; reason: string };

/** One row of a file: what to store of it, or nothing where it is rejected. */
type RegisterLine = {
  line: number;
  /** A line of COPY's text format, hash first, then the columns of `stored`. */
  copyLine: string | undefined;
  /** It is stored as somebody's whom nobody can find: most of a file may not be so. */
  isUnread: boolean;
  badCells: BadCell[];
};

/** Where a register's rows name people; a row whose ID is a company code names none. */
export type PersonColumns = { name: PgColumn; idType: PgColumn };

/** A table that a CSV file replaces. */
export type Register = {
  table: PgTable;
  /** Whose names are counted; none where the register names no people. */
  persons?: PersonColumns;
  /** Database names of the columns an import fills, without `id` and `row_hash`. */
  stored: string[];
  /** `asOf` is the ISO 8601 day of the import. */
  read(file: string, asOf: string, options?: ReadCsvOptions): AsyncIterable<RegisterLine>;
};

/** Tells of a bad cell. The row is rejected only when the row function then returns nothing. */
export type Report<Column extends string> = (column: Column, reason: string) => void;

type Kept = keyof ReturnType<typeof registerColumns>;

type RegisterDefinition<Table extends PgTable, Column extends string> = {
  /** Begins with `registerColumns()`. */
  table: Table;
  /** Headers of the CSV file. */
  columns: readonly Column[];
  /** Where its rows name people, so that common names can be told from rare ones. */
  persons?: PersonColumns;
  /** Cells as typed to values as stored; `undefined` rejects the row, having reported why. */
  row(
    cells: Record<Column, string>,
    report: Report<Column>,
    asOf: string,
  ): Omit<Table['$inferInsert'], Kept> | undefined;
};

/** Makes a register of a table and a function from a file's row to a table's row. */
export function defineRegister<Table extends PgTable, Column extends string>(
  definition: RegisterDefinition<Table, Column>,
): Register {
  const { id: _id, rowHash: _rowHash, ...columns } = getTableColumns<PgTable>(definition.table);
  const fields = Object.entries(columns);
  const stored = fields.map(([, column]) => column.name);
  const read = async function* (file: string, asOf: string, options: ReadCsvOptions = {}) {
    for await (const record of readCsv(file, definition.columns, options)) {
      if ('problem' in record) yield badLine(record.line, record.problem);
      else yield storedLine(record.line, record.row, asOf);
    }
  };
  const storedLine = (line: number, cells: Record<Column, string>, asOf: string): RegisterLine => {
    const badCells: BadCell[] = [];
    const report = (column: Column, reason: string) => badCells.push({ column, reason });
    const values = definition.row(cells, report, asOf);
    const isUnread = values !== undefined && 'idUnread' in values && values.idUnread === true;
    return { line, copyLine: values && copyLineOf(fields, stored, values), isUnread, badCells };
  };
  const { table, persons } = definition;
  return { table, stored, read, ...(persons === undefined ? {} : { persons }) };
}

function badLine(line: number, reason: string): RegisterLine {
  return { line, copyLine: undefined, isUnread: false, badCells: [{ column: '', reason }] };
}

/** The hash also covers the column names, so that a table that gains one is filled anew. */
function copyLineOf(fields: [string, PgColumn][], stored: string[], values: object): string {
  const byField = new Map<string, unknown>(Object.entries(values));
  const cells = fields.map(([field, column]) => copyText(column, byField.get(field))).join('\t');
  return `\\\\x${hash('sha256', `${stored.join('\t')}\n${cells}`)}\t${cells}\n`;
}
