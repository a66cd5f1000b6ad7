import type { Right } from '../../schema/compose/rights.ts';
import { ROLES } from '../../schema/contract/roles.ts';

const HEAD = `# Rights

Who may use which operation, as the rules in the subgraphs have it. A person needs the role, and the
token the scopes. Beyond this table the court lets a clerk see the cases assigned to that clerk only,
and a second person must approve what the first one asks for; see the descriptions in the graph.`;

/** The rights table, `schema/contract/docs/rights.md`. */
export function rightsDocs(rights: readonly Right[]): string {
  const head = ['Operation', 'Scopes', 'Not signed in', ...ROLES];
  const rows = rights.map(({ operation, anonymous, roles, scopes }) => [
    `\`${operation}\``,
    scopes.map((all) => all.join(' and ')).join(' or '),
    anonymous ? 'yes' : '',
    ...ROLES.map((role) => (roles.includes(role) ? 'yes' : '')),
  ]);
  return `${HEAD}\n\n${table([head, ...rows])}\n`;
}

/** A Markdown table with columns as wide as their widest cell, as the formatter writes it. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (cells: readonly string[]) =>
    line(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join(
    '\n',
  );
}
