const SIMPLE =
  '陈张刘赵杨黄吴孙马罗郑谢韩冯邓许蒋贾邹陆钱卢龙谭贺龚顾叶苏伟丽华军强兰涛兴宁杰红凤颖东国荣义飞轩莹洁辉庆贵云晓艳静阳鹏学';
const TRADITIONAL =
  '陳張劉趙楊黃吳孫馬羅鄭謝韓馮鄧許蔣賈鄒陸錢盧龍譚賀龔顧葉蘇偉麗華軍強蘭濤興寧傑紅鳳穎東國榮義飛軒瑩潔輝慶貴雲曉艷靜陽鵬學';
/** Characters with a variant that the 1955 table of variant characters withdrew. */
const PLAIN = '峰群宝勋';
const VARIANT = '峯羣寳勲';

const traditional = pairs(SIMPLE, TRADITIONAL);
const variant = pairs(PLAIN, VARIANT);

/** The name in traditional characters; undefined when that would change nothing. */
export function traditionalForm(name: string): string | undefined {
  return rewritten(name, traditional);
}

/** The name with variant characters; undefined when it has none. */
export function variantForm(name: string): string | undefined {
  return rewritten(name, variant);
}

function rewritten(name: string, map: ReadonlyMap<string, string>): string | undefined {
  const changed = Array.from(name)
    .map((character) => map.get(character) ?? character)
    .join('');
  return changed === name ? undefined : changed;
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const target = Array.from(to);
  return new Map(Array.from(from).map((character, at) => [character, target[at] ?? character]));
}
