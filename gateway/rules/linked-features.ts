import { Kind, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { z } from 'zod';
import { SupergraphError } from './supergraph-error.ts';

/** A specification that a schema links (https://specs.apollo.dev/link/v1.0). */
export type Feature = {
  /** Its URL without the version. */
  identity: string;
  /** Such as `v0.1`. */
  version: string;
  /** The name its elements have here: `@name` and everything called `name__…`. */
  name: string;
  /** `SECURITY` and `EXECUTION` features must be understood by whoever executes. */
  purpose: string | undefined;
  /** What imported elements are called here, by what their specification calls them. */
  imports: ReadonlyMap<string, string>;
  node: ConstDirectiveNode;
};

const LINK = 'https://specs.apollo.dev/link';

const linkArguments = z.strictObject({
  url: z.string(),
  as: z.string().nullish(),
  for: z.string().nullish(),
  import: z
    .array(z.union([z.string(), z.strictObject({ name: z.string(), as: z.string().nullish() })]))
    .nullish(),
});

/**
 * The features that a supergraph links, that of linking included, under whatever name it goes.
 * @throws SupergraphError when it links nothing or a link cannot be read
 */
export function linkedFeatures(document: DocumentNode): Feature[] {
  const directives = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
  const itself = directives.find(isLinkItself)?.name.value;
  if (itself === undefined) throw new SupergraphError('The supergraph does not link its features');
  const features = directives.filter(({ name }) => name.value === itself).map(readFeature);
  const others = directives.filter(({ name }) => name.value !== itself);
  // a second name for linking would hide features from the first
  if (others.some(isLinkItself)) throw new SupergraphError('The supergraph links in two ways');
  return features;
}

function isLinkItself(node: ConstDirectiveNode): boolean {
  const { url, as: alias } = argumentsOf(node);
  if (typeof url !== 'string' || !url.startsWith(`${LINK}/v`)) return false;
  return node.name.value === (typeof alias === 'string' ? alias : 'link');
}

function readFeature(node: ConstDirectiveNode): Feature {
  const { success, data } = linkArguments.safeParse(argumentsOf(node));
  const [, identity, version] = /^(.+)\/(v\d+\.\d+)$/u.exec(data?.url ?? '') ?? [];
  const last = identity?.split('/').at(-1);
  if (!success || identity === undefined || version === undefined || last === undefined) {
    throw new SupergraphError('A feature that the supergraph links cannot be read');
  }
  const imports = (data.import ?? []).map((element): [string, string] =>
    typeof element === 'string' ? [element, element] : [element.name, element.as ?? element.name],
  );
  return {
    ...{ identity, version, node, name: data.as ?? last },
    purpose: data.for ?? undefined,
    imports: new Map(imports),
  };
}

/** Arguments of a directive as plain values; enum values are texts. */
export function argumentsOf(node: ConstDirectiveNode): Record<string, unknown> {
  const given = (node.arguments ?? []).map(({ name, value }) => [
    name.value,
    valueFromASTUntyped(value),
  ]);
  // pairs of a name and a value of any kind
  return Object.fromEntries(given) as Record<string, unknown>;
}
