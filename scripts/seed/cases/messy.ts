import type { Random } from '../base/random.ts';
import type { Asked } from './case.ts';

/** What people type: the same values with other spaces, widths and signs. */
export function messy(random: Random, asked: Asked): Asked {
  return {
    ...asked,
    name: messyName(random, asked.name),
    id_number: messyNumber(random, asked.id_number),
    phone: messyPhone(random, asked.phone),
  };
}

function messyName(random: Random, name: string): string {
  const [first = '', ...rest] = name;
  return random.pick([name, ` ${name} `, `${name}\u3000`, `${first} ${rest.join('')}`]);
}

function messyNumber(random: Random, number: string): string {
  const spaced = ` ${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)} `;
  return random.pick([number, spaced, fullWidth(number), number.toLowerCase()]);
}

function messyPhone(random: Random, phone: string): string {
  const dashed = `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`;
  const spaced = dashed.replaceAll('-', ' ');
  return random.pick([`+86 ${phone}`, dashed, fullWidth(phone), spaced, `0086${phone}`]);
}

function fullWidth(text: string): string {
  return text.replaceAll(/[0-9A-Z]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
}
