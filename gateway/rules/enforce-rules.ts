import { createHash } from 'node:crypto';
import { Kind, print } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { refusedBy } from '../../subgraphs/kit/people/is-allowed.ts';
import type { Person } from '../../subgraphs/kit/people/person.ts';
import { askedFields } from './asked-fields.ts';
import { findRefusals } from './find-refusals.ts';
import type { Refusals } from './find-refusals.ts';
import type { RuleBook } from './read-rules.ts';
import { rewriteOperation } from './rewrite-operation.ts';
import type { Rewritten } from './rewrite-operation.ts';
import { rulesOnField } from './rules-on-field.ts';

export type Verdict = Refusals & {
  /** What is executed in the place of the operation; absent where nothing of it is left. */
  rewritten: Executed | undefined;
};

type Executed = Rewritten & {
  operation: OperationDefinitionNode;
  /** Of its text, and unlike that of any document of a client. */
  hash: string;
};

export type Enforcement = {
  document: DocumentNode;
  /** The one of the document that is to be executed. */
  operation: OperationDefinitionNode;
  schema: GraphQLSchema;
};

/** Rights for which what was found of a document is kept. */
const MOST_RIGHTS = 64;

/**
 * Holds operations against the rules of a supergraph, for the rights of whoever asks. What was found
 * is kept for as long as Apollo Server keeps the document.
 *
 * @returns what is refused; undefined where all of it is allowed
 */
export function createRuleEnforcer(
  rules: RuleBook,
): (asked: Enforcement, person: Person | undefined) => Verdict | undefined {
  const known = new WeakMap<OperationDefinitionNode, Map<string, Verdict | undefined>>();
  return (asked, person) => {
    if (rules.size === 0) return undefined;
    const verdicts = known.get(asked.operation) ?? new Map<string, Verdict | undefined>();
    known.set(asked.operation, verdicts);
    const rights = rightsOf(person);
    if (verdicts.has(rights)) return verdicts.get(rights);
    const verdict = judge(rules, asked, person);
    if (verdicts.size >= MOST_RIGHTS) verdicts.clear();
    verdicts.set(rights, verdict);
    return verdict;
  };
}

/** All that rules ask of a person. */
function rightsOf(person: Person | undefined): string {
  return person === undefined
    ? ''
    : JSON.stringify([[...person.roles].sort(), [...person.scopes].sort()]);
}

function judge(
  rules: RuleBook,
  { document, operation, schema }: Enforcement,
  person: Person | undefined,
): Verdict | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error('A document was not validated: there is no such root');
  const fragments = fragmentsOf(document);
  const fields = askedFields(root, operation.selectionSet, {
    ...{ schema, fragments },
    find: (on, field) => {
      const codes = rulesOnField(rules, schema, on, field).map((rule) => refusedBy(rule, person));
      return codes.find((code) => code !== undefined);
    },
  });
  const refusals = findRefusals(fields);
  if (refusals.refused.length === 0) return undefined;
  const isOver = [...fields.keys()].every((key) => refusals.nulls.get(key) === 0);
  const rewritten =
    refusals.isNull || isOver
      ? undefined
      : named(rewriteOperation(operation, fragments, refusals.nulls));
  return { ...refusals, rewritten };
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition] as const]
        : [],
    ),
  );
}

function named({ document, prefix }: Rewritten): Executed {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('An operation was rewritten');
  // plans are kept by it, and one for a client's own document may pass fields unseen
  const hash = createHash('sha256')
    .update(`rewritten\n${print(document)}`)
    .digest('hex');
  return { document, prefix, operation, hash };
}
