import type { DocumentNode } from 'graphql';
import { linkedFeatures } from './linked-features.ts';
import type { Feature } from './linked-features.ts';
import { SupergraphError } from './supergraph-error.ts';

export type RuleKind = 'authenticated' | 'requiresScopes' | 'policy';

/** What rules are called in one supergraph, and which of its links bring them. */
export type RuleNames = {
  /** Kinds of rule by the name of the directive, without the @. */
  directives: ReadonlyMap<string, RuleKind>;
  /** Scalars of the rules' arguments. */
  scalars: ReadonlySet<string>;
  /** Whatever begins so belongs to the rules too. */
  prefixes: readonly string[];
  links: ReadonlySet<Feature['node']>;
};

/** Kinds by the specification that brings them; each is known at this version alone. */
const SPECIFICATIONS = new Map<string, RuleKind>([
  ['https://specs.apollo.dev/authenticated', 'authenticated'],
  ['https://specs.apollo.dev/requiresScopes', 'requiresScopes'],
  ['https://specs.apollo.dev/policy', 'policy'],
]);
const VERSION = 'v0.1';

/** The one security feature that `@apollo/gateway` enforces by itself. */
const ENFORCED = 'https://specs.apollo.dev/inaccessible';

/** @throws SupergraphError when a security feature is neither one of the rules' nor `inaccessible` */
export function ruleNames(document: DocumentNode): RuleNames {
  const directives = new Map<string, RuleKind>();
  const scalars = new Set<string>();
  const links = new Set<Feature['node']>();
  const prefixes: string[] = [];
  for (const feature of linkedFeatures(document)) {
    const kind = SPECIFICATIONS.get(feature.identity);
    if (kind === undefined) {
      refuseUnknown(feature);
      continue;
    }
    if (feature.version !== VERSION) refuse(feature);
    links.add(feature.node);
    prefixes.push(`${feature.name}__`);
    for (const name of directiveNames(feature, kind)) directives.set(name, kind);
    for (const name of scalarNames(feature)) scalars.add(name);
  }
  return { directives, scalars, prefixes, links };
}

/** The element that is called as its specification needs no prefix; an import names it anew. */
function directiveNames({ name, imports }: Feature, kind: RuleKind): string[] {
  const imported = imports.get(`@${kind}`)?.replace('@', '');
  return [name, `${name}__${kind}`, ...(imported === undefined ? [] : [imported])];
}

function scalarNames({ name, imports }: Feature): string[] {
  return ['Scope', 'Policy'].flatMap((scalar) => [
    `${name}__${scalar}`,
    ...(imports.has(scalar) ? [imports.get(scalar) ?? scalar] : []),
  ]);
}

function refuseUnknown(feature: Feature): void {
  if (feature.purpose === 'SECURITY' && feature.identity !== ENFORCED) refuse(feature);
}

function refuse({ identity, version }: Feature): never {
  throw new SupergraphError(
    `The supergraph demands ${identity}/${version}, which nobody enforces here`,
  );
}
