import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { nextSteps } from './agency-new/next-steps.ts';
import { refuseCode } from './agency-new/refuse-code.ts';
import { writeAgency } from './agency-new/write-agency.ts';

type Options = { title?: string; titleZh?: string; root?: string };

new Command()
  .name('npm run agency:new --')
  .description('Writes a new agency: a folder of subgraphs/ that answers inquiries at once')
  .argument('<code>', 'in small letters, such as lodging; names its folder, its field and its file')
  .option('--title <text>', 'what people call it (default: the code)')
  .option(
    '--title-zh <text>',
    'the same in Chinese, for the report to a person (default: the title)',
  )
  .option('--root <dir>', 'the tree to write it in (default: this one)')
  .action(async (code: string, options: Options, command: Command) => {
    const root = resolve(options.root ?? join(import.meta.dirname, '..'));
    const title = titleOf(options.title ?? code);
    const titleZh = titleOf(options.titleZh ?? title ?? '');
    const refusal =
      title === undefined || titleZh === undefined
        ? 'a title is one line of plain text'
        : refuseCode(root, code);
    if (title === undefined || titleZh === undefined || refusal !== undefined)
      return command.error(`error: ${refusal ?? ''}`, { exitCode: 2 });
    const files = await writeAgency(root, { code, title, titleZh });
    console.log(`subgraphs/${code}: ${files.join(', ')}\n`);
    console.log(nextSteps(code).join('\n'));
  })
  .parse();

/** It stands in a comment and in a string of the sources. */
function titleOf(text: string): string | undefined {
  const title = text.trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N} .,()&-]{0,79}$/u.test(title)) return undefined;
  return title.charAt(0).toUpperCase() + title.slice(1);
}
