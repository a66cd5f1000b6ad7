import { basename } from 'node:path';
import type { Rule } from 'eslint';

/** File names are kebab-case, so that an export is found by its name on every file system. */
export const kebabCaseFile: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    messages: { kebab: 'Name this file in kebab-case.' },
    schema: [],
  },
  create: (context) => ({
    Program: (node) => {
      const fits = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/u.test(basename(context.filename));
      if (!fits) context.report({ node, messageId: 'kebab' });
    },
  }),
};
