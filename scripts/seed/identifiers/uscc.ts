import { permute } from '../base/permute.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A unified social credit code (GB 32100) with a valid organisation code (GB 11714) inside. Every
 * index has its own.
 *
 * @param department two characters: registering organ and kind, such as `91` for an enterprise
 * @param region six digits
 */
export function uscc(index: number, key: number, department: string, region: string): string {
  const [left, right] = permute(index, 29_791, 29_791, [key, 31]);
  const body = `MA${base31(left, 3)}${base31(right, 3)}`;
  return withUsccCheck(`${department}${region}${withOrganisationCheck(body)}`);
}

/** Appends the check character of GB 32100 to 17 characters. */
export function withUsccCheck(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of code) {
    sum += weight * ALPHABET.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return code + ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function withOrganisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + weight * Number.parseInt(body.charAt(at), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return body + (check === 10 ? 'X' : String(check % 11));
}

function base31(value: number, length: number): string {
  let left = value;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    text = ALPHABET.charAt(left % 31) + text;
    left = Math.floor(left / 31);
  }
  return text;
}
