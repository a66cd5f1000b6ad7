import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { CONTACT_KINDS } from '../../schema/contract/codes.ts';
import type { ContactKind } from '../../schema/contract/codes.ts';
import { readExpected } from './compare.ts';
import type { Expected } from './compare.ts';

// Each reads the value of a flag, or throws InvalidArgumentError saying what it should be.

export function existingFile(path: string): string {
  if (!existsSync(path)) throw new InvalidArgumentError('There is no such file.');
  if (!statSync(path).isFile()) throw new InvalidArgumentError('That is not a file.');
  if (!allows(path, constants.R_OK)) throw new InvalidArgumentError('That may not be read.');
  return resolve(path);
}

export function existingFolder(path: string): string {
  if (!existsSync(path)) throw new InvalidArgumentError('There is no such folder.');
  if (!statSync(path).isDirectory()) throw new InvalidArgumentError('That is not a folder.');
  return resolve(path);
}

export function writable(path: string): string {
  const folder = resolve(path, '..');
  if (!existsSync(folder)) throw new InvalidArgumentError('There is no folder to write it in.');
  if (existsSync(path) && statSync(path).isDirectory())
    throw new InvalidArgumentError('That is a folder; name a file in it.');
  if (!allows(existsSync(path) ? path : folder, constants.W_OK))
    throw new InvalidArgumentError('That may not be written.');
  return resolve(path);
}

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** True answers, read before anything is asked or opened. */
export function trueAnswers(path: string): Expected[] {
  const read = readExpected(existingFile(path));
  if (read.ok) return read.expected;
  throw new InvalidArgumentError(`Line ${String(read.line)} is not an expected answer.`);
}

export function day(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError('Write a day of the calendar as YYYY-MM-DD.');
}

export function reason(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length >= 4 && trimmed.length <= 500) return trimmed;
  throw new InvalidArgumentError('Give a reason of 4 to 500 characters.');
}

export function legalBasis(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length >= 4 && trimmed.length <= 200) return trimmed;
  throw new InvalidArgumentError('Name a statute or a document in 4 to 200 characters.');
}

/** Kinds of contact, separated by commas. */
export function kinds(text: string): ContactKind[] {
  const named = new Set(text.split(',').map((kind) => kind.trim().toUpperCase()));
  const known = CONTACT_KINDS.filter((kind) => named.has(kind));
  if (known.length > 0 && known.length === named.size) return known;
  throw new InvalidArgumentError(`Name one or more of ${CONTACT_KINDS.join(',')}.`);
}

export function listId(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('That is not the id of a list.');
}

export function subject(text: string): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= 255) return trimmed;
  throw new InvalidArgumentError("Give the subject of the clerk's account.");
}
