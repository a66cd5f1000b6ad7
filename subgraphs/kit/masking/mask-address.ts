/** Signs that a road, house, village or estate begins: no unit of administration is named so. */
const PART = '(?:(?![路街巷弄号村])\\p{Script=Han})';
const REGION = [
  `(?:${PART}{1,10}?(?:省|自治区|特别行政区))?`,
  `(?:${PART}{1,10}?(?:(?<![超夜菜])市|自治州|地区|盟))?`,
  `(?:${PART}{1,10}?(?:(?<![超夜菜])市|县|旗|(?<![小社园])区))?`,
].join('');
const STREET_UNIT = `${PART}{1,10}?(?:街道|镇|乡|苏木)`;

const DOWN_TO_STREET = new RegExp(`^${REGION}${STREET_UNIT}`, 'u');
const DOWN_TO_REGION = new RegExp(`^${REGION}`, 'u');

/** Shown of an address that names no unit at all. */
const FEW = 6;

/**
 * Masks an address down to the street-level unit, `浙江省义乌市稠城街道****`; where it names none,
 * down to the last larger unit, or to a few characters that hold no digit.
 */
export function maskAddress(address: string): string {
  const text = address.normalize('NFKC').trim();
  const heads = [DOWN_TO_STREET, DOWN_TO_REGION].map((form) => form.exec(text)?.[0] ?? '');
  const head = heads.find((part) => part !== '' && part !== text) ?? fewOf(text);
  return `${head}****`;
}

/** At most half of the text, and nothing from its first digit on. */
function fewOf(text: string): string {
  const characters = Array.from(/^\P{N}*/u.exec(text)?.[0] ?? '');
  const length = Math.min(FEW, Math.floor(Array.from(text).length / 2));
  return characters.slice(0, length).join('').trimEnd();
}
