import type { Rule } from 'eslint';

/**
 * A type assertion tells the compiler what it cannot check, so a comment beside it, or on the line
 * before its statement, says why it holds. `as const` and `as unknown` assert nothing.
 */
export const reasonForAssertion: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    messages: { reason: 'Say in a comment why this assertion holds.' },
    schema: [],
  },
  create: (context) => ({
    TSAsExpression: (node: Rule.Node) => {
      if (assertsNothing(node)) return;
      const first = line(startOfStatement(node), 'start') - 1;
      const last = line(node, 'end');
      const explained = context.sourceCode
        .getAllComments()
        .some(({ loc }) => loc && loc.end.line >= first && loc.start.line <= last);
      if (!explained) context.report({ node, messageId: 'reason' });
    },
  }),
};

function assertsNothing(node: Rule.Node): boolean {
  // what the TypeScript parser makes of `as`, which ESLint's own types do not know
  const { typeAnnotation } = node as unknown as Assertion;
  const { type, typeName } = typeAnnotation;
  return type === 'TSUnknownKeyword' || typeName?.name === 'const';
}

type Assertion = { typeAnnotation: { type: string; typeName?: { name?: string } } };

/** The innermost statement, property or class member around a node. */
function startOfStatement(node: Rule.Node): Rule.Node {
  const ends = /Statement$|Declaration$|^Property$|^PropertyDefinition$|^Program$/u;
  return node.parent === null || ends.test(node.type) ? node : startOfStatement(node.parent);
}

function line(node: Rule.Node, side: 'start' | 'end'): number {
  return node.loc?.[side].line ?? 0;
}
