import { ERROR_HELP } from '../../schema/contract/error-help.ts';
import { ARGUMENT_PROBLEMS, ERROR_MESSAGES } from '../../schema/contract/errors.ts';
import type { ErrorCode } from '../../schema/contract/errors.ts';
import {
  INPUT_FIELDS,
  INPUT_REASONS,
  REASON_MEANINGS,
} from '../../schema/contract/input-problems.ts';
import { REJECT_MEANINGS } from '../../schema/contract/reject-reasons.ts';

const HEAD = `# Errors

Every error carries a code of this list in \`extensions.code\` and the id under which the log has the
request in \`extensions.requestId\`. The message is the one given here, for people; programs go by the
code. Only two messages say more: \`BAD_USER_INPUT\` names argument and rule where it gives them, and
\`GRAPHQL_VALIDATION_FAILED\` the name in the document that is wrong. No error repeats a value, and none
says what a subgraph said.`;

const PARTIES = `## Problems of parties

No errors, but what is wrong with a party whose repair is \`REJECTED\`: \`InputProblem.field\` is the column
of the list (${INPUT_FIELDS.map((field) => `\`${field}\``).join(', ')}) and
\`InputProblem.reason\` the rule that it breaks. Correct the list and run it again.`;

const FILES = `## Problems of files

A file that is taken in (a register, a list of parties, profiles of clerks) leaves what does not fit in
\`<file>.rejects.csv\`, or, where \`npm run repair\` takes it in, in the folder \`rejects\` of the home: line,
column and reason, without a value. Without a column it is the whole row.
Cells may break the rules of parties above, and these besides.`;

/** The catalogue of errors, `schema/contract/docs/errors.md`. */
export function errorDocs(): string {
  // the keys of a record that is typed by its codes
  const codes = (Object.keys(ERROR_MESSAGES) as ErrorCode[]).sort();
  const problems = Object.entries(ARGUMENT_PROBLEMS).map(
    ([problem, words]) => `- \`${problem}\`: the argument ${words}.`,
  );
  return `${[
    HEAD,
    ...codes.map(section),
    '## Problems of arguments\n\nGiven in `extensions.problem` beside `BAD_USER_INPUT`.',
    problems.join('\n'),
    PARTIES,
    INPUT_REASONS.map((reason) => `- \`${reason}\`: ${REASON_MEANINGS[reason]}`).join('\n'),
    FILES,
    Object.entries(REJECT_MEANINGS)
      .map(([reason, meaning]) => `- \`${reason}\`: ${meaning}`)
      .join('\n'),
  ].join('\n\n')}\n`;
}

function section(code: ErrorCode): string {
  const { when, then } = ERROR_HELP[code];
  return `## ${code}\n\n> ${ERROR_MESSAGES[code]}\n\nWhen: ${when}\n\nThen: ${then}`;
}
