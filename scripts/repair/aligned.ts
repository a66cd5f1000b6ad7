import stringWidth from 'string-width';

/**
 * A line for each row, its columns as wide as their widest cell on a terminal, where a Chinese
 * character takes two places. The last cell of a row that has fewer columns than others may run over
 * those that it lacks.
 */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - stringWidth(cell))))
      .join('  ')
      .trimEnd(),
  );
}

/** The same under a header, with a rule between them. */
export function underHeader(header: readonly string[], cells: readonly string[][]): string[] {
  const rows = [header, ...cells];
  const [first = '', ...lines] = aligned(rows);
  const rule = widthsOf(rows).map((width) => '─'.repeat(width));
  return [first, rule.join('  ').trimEnd(), ...lines];
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  const runsOver = ({ length }: readonly string[], at: number) =>
    at === length - 1 && length < columns;
  return Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => (runsOver(row, at) ? 0 : stringWidth(row[at] ?? '')))),
  );
}
