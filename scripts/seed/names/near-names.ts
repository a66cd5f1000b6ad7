import type { Random } from '../base/random.ts';
import { hanName } from './han-name.ts';
import type { Sex } from './han-name.ts';

/** Characters of one reading and tone, so that a swap is a homophone by any romanisation. */
const HOMOPHONES = new Map(
  '静靖 伟玮 丽莉 英瑛 军君 涛滔 欣鑫 峰锋 刚钢 明铭 勇永 艳燕 辉晖 佳嘉 志智 建健 文雯 梅玫 平萍 龙隆 浩昊 怡仪 红洪 子梓'
    .split(' ')
    .flatMap((pair) => {
      const [one = '', other = ''] = Array.from(pair);
      return [
        [one, other],
        [other, one],
      ];
    }),
);

/** The name with the last character that has a homophone swapped for it; the surname stays. */
export function homophoneOf(name: string, surnameLength: number): string | undefined {
  const characters = Array.from(name);
  const at = characters.findLastIndex(
    (character, index) => index >= surnameLength && HOMOPHONES.has(character),
  );
  if (at < 0) return undefined;
  characters[at] = HOMOPHONES.get(characters[at] ?? '') ?? '';
  return characters.join('');
}

/** A Han name that shares no character with `name`: a mismatch by any measure. */
export function unlikeName(random: Random, sex: Sex, name: string): string {
  for (;;) {
    const other = hanName(random, sex);
    if (!Array.from(other).some((character) => name.includes(character))) return other;
  }
}
