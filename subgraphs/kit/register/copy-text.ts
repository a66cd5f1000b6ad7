import type { PgColumn } from 'drizzle-orm/pg-core';

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One cell of COPY's text format (PostgreSQL manual, COPY, "Text Format"). */
export function copyText(column: PgColumn, value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const stored: unknown = column.mapToDriverValue(value);
  switch (typeof stored) {
    case 'string':
      return stored.replace(/[\\\t\n\r]/gu, (character) => ESCAPES[character] ?? character);
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(stored);
    default:
      throw new TypeError(`A register cannot take the column type ${column.getSQLType()}`);
  }
}
