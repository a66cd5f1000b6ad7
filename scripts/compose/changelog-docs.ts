import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import type { Rule } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { rootBecomesNullable } from '../../schema/compose/root-becomes-nullable.ts';

const HEAD = `# Changelog of the graph

What changed for clients, newest first, out of the schemas of the releases. **Breaking** means that an
operation written before may no longer be answered; *dangerous*, that it may be answered otherwise.`;

const WORDS: Readonly<Record<CriticalityLevel, string>> = {
  [CriticalityLevel.Breaking]: '**Breaking.** ',
  [CriticalityLevel.Dangerous]: '*Dangerous.* ',
  [CriticalityLevel.NonBreaking]: '',
};

/** A released schema: its version, and its SDL. */
export type Release = { version: string; sdl: string };

/**
 * The changelog, `schema/contract/docs/changelog.md`.
 *
 * @param releases oldest first
 * @param current SDL of today's client schema
 */
export async function changelogDocs(
  releases: readonly Release[],
  current: string,
): Promise<string> {
  const versions = [...releases, { version: 'Not released yet', sdl: current }];
  const sections = await Promise.all(
    versions.map(async ({ version, sdl }, at) => {
      const before = versions[at - 1];
      const lines = before === undefined ? ['The first release.'] : await changes(before.sdl, sdl);
      return `## ${version}\n\n${lines.join('\n')}`;
    }),
  );
  return `${[HEAD, ...sections.toReversed()].join('\n\n')}\n`;
}

async function changes(before: string, after: string): Promise<string[]> {
  const rules = [rootBecomesNullable, withoutParts];
  const all = await diff(buildSchema(before), buildSchema(after), rules);
  const found = all.filter(({ type }) => !isWording(String(type)));
  if (found.length === 0) return ['Nothing.'];
  const rank = [
    CriticalityLevel.Breaking,
    CriticalityLevel.Dangerous,
    CriticalityLevel.NonBreaking,
  ];
  const lines = found.map(({ criticality: { level }, message }) => ({
    level,
    // what a description lists stands below its own line
    text: `- ${WORDS[level]}${message.replaceAll('\n', '\n  ')}`,
  }));
  return lines
    .toSorted(
      (one, other) =>
        rank.indexOf(one.level) - rank.indexOf(other.level) || (one.text < other.text ? -1 : 1),
    )
    .map(({ text }) => text);
}

/** Whether a change is one of descriptions alone; those are read where they stand. */
function isWording(type: string): boolean {
  return type.includes('DESCRIPTION');
}

/** A new type is one change, however much stands in it. What may break somebody is always said. */
const withoutParts: Rule = async (input) => {
  const whole = await DiffRule.simplifyChanges(input);
  return input.changes.filter(
    (change) => change.criticality.level !== CriticalityLevel.NonBreaking || whole.includes(change),
  );
};
