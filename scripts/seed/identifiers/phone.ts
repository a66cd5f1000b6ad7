import { permute } from '../base/permute.ts';

/** Mobile prefixes as in use; 40 of them, so that with eight more digits every index has its own. */
const PREFIXES =
  '130 131 132 133 134 135 136 137 138 139 150 151 152 153 155 156 157 158 159 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 191 193 195 196 198 199'.split(
    ' ',
  );

/** A mainland mobile number of 11 digits that no other index has. */
export function mobile(index: number, key: number): string {
  const [prefix, rest] = permute(index, PREFIXES.length, 100_000_000, [key, 11]);
  return (PREFIXES[prefix] ?? '') + String(rest).padStart(8, '0');
}

const AREAS = ['0579', '0571', '0577', '0574', '0575', '0576', '0573'];
const LINES = 10_000_000;

/** A fixed line in Zhejiang that no other index has, as offices write it. */
export function landline(index: number, key: number): string {
  const [left, right] = permute(index % LINES, 1_000, 10_000, [key, 12]);
  const area = AREAS[Math.floor(index / LINES)] ?? '0570';
  return `${area}-8${String(left).padStart(3, '0')}${String(right).padStart(4, '0')}`;
}

/** The form in which answers are written: mobiles without the country code, other lines in E.164. */
export function dialledForm(phone: string): string {
  return phone.startsWith('0') ? `+86${phone.slice(1).replace('-', '')}` : phone;
}
