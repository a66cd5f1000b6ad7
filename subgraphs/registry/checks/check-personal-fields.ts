import { Kind, visit } from 'graphql';
import type {
  ASTNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  ObjectTypeDefinitionNode,
  StringValueNode,
  TypeNode,
} from 'graphql';
import { named } from './objects-of.ts';
import { PERSONAL_TEXT, PERSONAL_WORDS, PUBLIC_BY_LAW } from './personal-words.ts';
import { problemAt } from './schema-problem.ts';
import type { SchemaProblem } from './schema-problem.ts';

type Valued = FieldDefinitionNode | InputValueDefinitionNode;

/**
 * No field that a client could read, and no argument that it could send, holds what is a person's own:
 * such things travel sealed, in an envelope or a reply. A field says so itself by `@personal`, or its
 * name or description does. Fields of an enum or of an object type hold no such value themselves.
 */
export function checkPersonalFields(code: string, document: DocumentNode): SchemaProblem[] {
  const holders = holdersOf(document);
  const found: SchemaProblem[] = [];
  const report = (node: Valued, coordinate: string): void => {
    const why = personalBy(node, holders);
    if (why === undefined || Object.hasOwn(PUBLIC_BY_LAW, coordinate)) return;
    const message = `${coordinate} holds what is a person’s own (${why}); it travels sealed or not at all.`;
    found.push(problemAt(code, 'PERSONAL_FIELD', message, node));
  };
  visit(document, {
    FieldDefinition(node, _key, _parent, _path, ancestors) {
      const coordinate = `${ownerOf(ancestors)}.${node.name.value}`;
      report(node, coordinate);
      for (const argument of node.arguments ?? [])
        report(argument, `${coordinate}.${argument.name.value}`);
    },
    InputObjectTypeDefinition: (type) => {
      for (const field of type.fields ?? [])
        report(field, `${type.name.value}.${field.name.value}`);
    },
    InputObjectTypeExtension: (type) => {
      for (const field of type.fields ?? [])
        report(field, `${type.name.value}.${field.name.value}`);
    },
  });
  return found;
}

function personalBy(node: Valued, isHolder: (type: string) => boolean): string | undefined {
  if (named(node.directives, 'personal').length > 0) return 'marked @personal';
  // hidden from clients: an envelope, a sealed reply, a key between subgraphs
  if (named(node.directives, 'inaccessible').length > 0 || !isHolder(namedType(node.type)))
    return undefined;
  const word = personalWord(node.name.value);
  if (word !== undefined) return `its name says “${word}”`;
  return isPersonalText(node.description) ? 'its description says so' : undefined;
}

function personalWord(name: string): string | undefined {
  const words = name
    .replace(/([a-z\d])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .split(/[_\d]+/u)
    .filter((word) => word !== '');
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`);
  const singular = (word: string) => word.replace(/(?:e?s)$/u, '');
  return [...words, ...pairs].find(
    (word) =>
      PERSONAL_WORDS.includes(word) ||
      PERSONAL_WORDS.includes(word.replace(/s$/u, '')) ||
      PERSONAL_WORDS.includes(singular(word)),
  );
}

function isPersonalText(description: StringValueNode | undefined): boolean {
  return description !== undefined && PERSONAL_TEXT.test(description.value);
}

/** Whether a type holds values as they are: any but the enums and compound types of the document. */
function holdersOf(document: DocumentNode): (type: string) => boolean {
  const others = new Set(
    document.definitions.flatMap((node) =>
      node.kind === Kind.ENUM_TYPE_DEFINITION ||
      node.kind === Kind.OBJECT_TYPE_DEFINITION ||
      node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      node.kind === Kind.UNION_TYPE_DEFINITION ||
      node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
        ? [node.name.value]
        : [],
    ),
  );
  return (type) => !others.has(type) && type !== 'Boolean';
}

function ownerOf(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string {
  const owner = ancestors.findLast((one): one is ObjectTypeDefinitionNode => 'fields' in one);
  return owner?.name.value ?? '';
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
