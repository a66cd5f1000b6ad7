import { permute } from '../base/permute.ts';
import type { Random } from '../base/random.ts';
import type { Region } from './regions.ts';

const STREETS =
  '望道路 西城路 工人西路 雪峰西路 江滨西路 春风大道 银海路 城北路 稠州北路 阳光大道 宾王路 福田路'.split(
    ' ',
  );
const SUBDISTRICTS =
  '福田街道 稠江街道 廿三里街道 江东街道 后宅街道 城西街道 稠城街道 北苑街道'.split(' ');
const TOWNS = '白沙镇 城关镇 河口镇 新安镇 大溪镇 石桥镇'.split(' ');
const DISTRICTS = '一二三四五';

/** An address in Yiwu. */
export function cityAddress(random: Random): string {
  return `浙江省义乌市${from(random, SUBDISTRICTS)}${house(random)}`;
}

/** An address in the region of a household registration. */
export function homeAddress(random: Random, region: Region): string {
  if (region.place.startsWith('浙江省义乌')) return cityAddress(random);
  return `${region.place}${from(random, TOWNS)}${house(random)}`;
}

/** Where a stall stands. No other index has the same. */
export function boothAddress(index: number, key: number): string {
  const [hall, rest] = permute(index, 800, 90_000, [key, 41]);
  const district = DISTRICTS.charAt(hall % 5);
  const floor = (Math.floor(hall / 5) % 4) + 1;
  const lane = Math.floor(hall / 20) + 1;
  return `国际商贸城${district}区${floor}楼${lane}街${rest + 10_000}号`;
}

function house(random: Random): string {
  const street = `${from(random, STREETS)}${random.between(1, 999)}号`;
  if (random.chance(550)) return street;
  return `${street}${random.between(1, 20)}幢${random.between(1, 4)}单元${random.between(101, 1799)}室`;
}

function from(random: Random, values: readonly string[]): string {
  return values[random.int(values.length)] ?? '';
}
