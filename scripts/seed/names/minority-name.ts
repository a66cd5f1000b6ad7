import type { Random } from '../base/random.ts';
import type { Sex } from './han-name.ts';

const GIVEN = {
  M: [
    '阿卜杜',
    '买买提',
    '吐尔逊',
    '阿迪力',
    '艾力',
    '阿布都热西提',
    '玉素甫',
    '库尔班',
    '艾尼瓦尔',
  ],
  F: ['古丽', '迪丽', '热依汗', '阿依努尔', '帕提古丽', '米热古丽', '玛依热'],
} as const;
const FATHER = [
  '热合曼',
  '吾买尔',
  '买合木提',
  '托合提',
  '尼亚孜',
  '依明',
  '艾山',
  '阿不都拉',
  '达吾提',
  '肉孜',
] as const;

/** Ways in which people type the middle dot, beside U+00B7. */
const OTHER_DOTS = ['•', '・', '．', '‧', '･'] as const;

/** A name of given name and father's name with a middle dot (U+00B7) between; a few have three. */
export function dottedName(random: Random, sex: Sex): string {
  const parts: string[] = [random.pick(GIVEN[sex]), random.pick(FATHER)];
  if (random.chance(80)) parts.push(random.pick(FATHER));
  return parts.join('·');
}

/** The same name with another dot. */
export function withOtherDot(random: Random, name: string): string {
  return name.replaceAll('·', random.pick(OTHER_DOTS));
}
