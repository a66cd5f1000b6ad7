import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { ALTERNATIVES, WORD_LENGTH } from '../../schema/contract/audit.ts';
import { parseCaseNo } from '../../subgraphs/kit/identifiers/parse-case-no.ts';

// Each reads the value of a flag, or throws InvalidArgumentError saying what it should be.

/** A day in China, or an instant as RFC 3339 writes it. */
export function instant(text: string): Date {
  if (z.iso.date().safeParse(text).success) return new Date(`${text}T00:00:00+08:00`);
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError('Write a day as YYYY-MM-DD, or an instant with its offset.');
}

export function place(text: string): number {
  if (/^\d{1,15}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 0 on.');
}

export function most(text: string): number {
  if (/^\d{1,15}$/u.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 1 on.');
}

export function alertId(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('That is not the id of an alert.');
}

export function inquiryId(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('That is not the id of an inquiry.');
}

export function caseNumber(text: string): string {
  const parsed = parseCaseNo(text);
  if (parsed.ok) return parsed.caseNo;
  throw new InvalidArgumentError('Write a case number such as （2026）浙0782民初10001号.');
}

export function word(text: string): string {
  if (text !== '' && text.length <= WORD_LENGTH) return text;
  throw new InvalidArgumentError(`Give from 1 to ${String(WORD_LENGTH)} characters.`);
}

/** Of a flag that takes several values, each of them read alike. */
export function each(read: (text: string) => string) {
  return (text: string, before: readonly string[] = []): string[] => {
    if (before.length < ALTERNATIVES) return [...before, read(text)];
    throw new InvalidArgumentError(`Give ${String(ALTERNATIVES)} at most.`);
  };
}
