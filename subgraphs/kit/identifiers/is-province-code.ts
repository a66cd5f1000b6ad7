/** Province-level codes of GB/T 2260, with Taiwan, Hong Kong and Macao. */
const PROVINCES: ReadonlySet<string> = new Set(
  [
    '11 12 13 14 15',
    '21 22 23',
    '31 32 33 34 35 36 37',
    '41 42 43 44 45 46',
    '50 51 52 53 54',
    '61 62 63 64 65',
    '71 81 82',
  ].flatMap((region) => region.split(' ')),
);

/** Whether two digits are the code of a province, municipality or region (GB/T 2260). */
export function isProvinceCode(digits: string): boolean {
  return PROVINCES.has(digits);
}
