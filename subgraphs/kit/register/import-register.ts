import { createHash } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import type { TransactionSql } from 'postgres';
import { connect } from '../database/connect.ts';
import type { Sql } from '../database/connect.ts';
import { lockKey } from '../database/lock-key.ts';
import { chinaDay } from '../identifiers/china-day.ts';
import { copyInto } from './copy-into.ts';
import type { Register } from './define-register.ts';
import { progressTicker } from './progress-ticker.ts';
import type { Progress } from './progress-ticker.ts';
import { RegisterError } from './register-error.ts';
import { hasFrequencies, refreshFrequencies } from './refresh-frequencies.ts';
import { rejectsFile } from './rejects-file.ts';
import type { RejectsFile } from './rejects-file.ts';
import { countRows, openStaging, replaceRows } from './replace-rows.ts';
import type { Replacement } from './replace-rows.ts';
import { sizeOf } from './size-of.ts';
import { importLog, nameFrequency } from './tables.ts';

/** Rows of the file: read = inserted + unchanged + duplicates + rejected. */
export type ImportCounts = Replacement & {
  read: number;
  rejected: number;
  /** Rows of those not rejected that were taken without their bad cells. */
  incomplete: number;
  /** Lines of the rejects file, whether of rejected rows or of incomplete ones. */
  badCells: number;
};

export type ImportOptions = {
  /** Where to write what was bad; `<file>.rejects.csv` unless told. */
  rejectsFile?: string;
  /** Told about twice a second, and once at the end. */
  onProgress?: (progress: Progress) => void;
  /** Told of each column of the file that the register does not know. */
  onUnknownColumn?: (column: string) => void;
  /** Takes a file although it is empty or most of its rows are bad. */
  force?: boolean;
  /** Records the replacement in its transaction, as its last act. */
  record?: (tx: TransactionSql, counts: ImportCounts, fileDigest: Buffer) => Promise<void>;
  /** ISO 8601 day of the import, after which nobody was born yet; today in China unless told. */
  asOf?: string;
};

/**
 * Makes a register hold what a CSV file holds, in one transaction: readers see the old register or
 * the new one. The same file twice changes nothing. Two imports of one register wait for each
 * other.
 *
 * @param url of the role that owns the tables.
 * @throws CsvError when the file is no table, RegisterError when it is refused; either way, and on
 * any other error, the register stays as it was
 */
export async function importRegister(
  url: string,
  register: Register,
  file: string,
  options: ImportOptions = {},
): Promise<ImportCounts> {
  const rejects = rejectsFile(options.rejectsFile ?? `${file}.rejects.csv`);
  const { sql, close } = connect(url, {
    applicationName: 'relink-import',
    max: 1,
    statementTimeout: 0,
  });
  try {
    const counts = await sql.begin((tx) => replace(tx, register, file, rejects, options));
    await analyse(sql, register);
    return counts;
  } finally {
    await rejects.discard();
    await close();
  }
}

/** Tells the planner at once what the register is like now. */
async function analyse(sql: Sql, { table, persons }: Register): Promise<void> {
  const tables = persons === undefined ? [table] : [table, nameFrequency];
  for (const one of tables) await sql`analyze ${sql(`public.${getTableName(one)}`)}`;
}

async function replace(
  sql: TransactionSql,
  register: Register,
  file: string,
  rejects: RejectsFile,
  options: ImportOptions,
): Promise<ImportCounts> {
  const name = getTableName(register.table);
  await sql`select pg_advisory_xact_lock(${lockKey(`register:${name}`)}::bigint)`;
  const { fileDigest, unread, ...tally } = await stage(sql, register, file, rejects, options);
  if (options.force !== true) await refuseDoubtful(sql, register, { ...tally, unread }, rejects);
  const counts = { ...tally, ...(await replaceRows(sql, register)) };
  await keepFrequencies(sql, register, counts);
  const { badCells: _badCells, incomplete: _incomplete, ...logged } = counts;
  const entry = { register: name, forced: options.force === true, ...logged };
  await sql`
    insert into ${sql(`public.${getTableName(importLog)}`)}
    ${sql({ ...entry, file_digest: fileDigest })}
  `;
  await options.record?.(sql, counts, fileDigest);
  await rejects.keep();
  return counts;
}

/** Counts the names anew, unless they were counted and no row has come or gone since. */
async function keepFrequencies(
  sql: TransactionSql,
  { table, persons }: Register,
  { inserted, removed }: Replacement,
): Promise<void> {
  if (persons === undefined) return;
  const stale = inserted + removed > 0 || !(await hasFrequencies(sql));
  if (stale) await refreshFrequencies(sql, getTableName(table), persons);
}

type Tally = Omit<ImportCounts, keyof Replacement>;
/** Beside it, how many of the rows that were taken find nobody: their ID number cannot be read. */
type Staged = Tally & { unread: number };

/** Copies a file's good rows into the staging table and its bad ones into the rejects file. */
async function stage(
  sql: TransactionSql,
  register: Register,
  file: string,
  rejects: RejectsFile,
  options: ImportOptions,
): Promise<Staged & { fileDigest: Buffer }> {
  const tally: Staged = { read: 0, rejected: 0, incomplete: 0, badCells: 0, unread: 0 };
  const digest = createHash('sha256');
  const ticker = progressTicker(await sizeOf(file), options.onProgress);
  const onChunk = (chunk: Buffer): void => {
    digest.update(chunk);
    ticker.bytes(chunk.length);
  };
  const { onUnknownColumn } = options;
  const asOf = options.asOf ?? chinaDay(new Date());
  const lines = register.read(file, asOf, {
    onChunk,
    ...(onUnknownColumn === undefined ? {} : { onUnknownColumn }),
  });
  const copyLines = async function* (): AsyncGenerator<string> {
    for await (const { line, copyLine, isUnread, badCells } of lines) {
      tally.read += 1;
      tally.badCells += badCells.length;
      ticker.rows(tally.read);
      if (badCells.length > 0) await rejects.add(line, badCells);
      if (isUnread) tally.unread += 1;
      if (copyLine === undefined) {
        tally.rejected += 1;
        continue;
      }
      if (badCells.length > 0) tally.incomplete += 1;
      yield copyLine;
    }
  };
  await copyInto(sql, await openStaging(sql, register), inPieces(copyLines()));
  ticker.done();
  return { ...tally, fileDigest: digest.digest() };
}

/** Fewer, larger writes: one a row costs more than the row. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < 64 * 1024) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A wrong file must not wipe a register. */
async function refuseDoubtful(
  sql: TransactionSql,
  register: Register,
  tally: Staged,
  rejects: RejectsFile,
): Promise<void> {
  const bad = tally.rejected + tally.unread;
  if (bad * 2 > tally.read) {
    await rejects.keep();
    throw mostlyBad(bad, tally.read, rejects.path);
  }
  const held = await countRows(sql, `public.${getTableName(register.table)}`);
  if (tally.read === 0 && held > 0)
    throw new RegisterError('REGISTER_EMPTY', 'The file has no rows; the register stays as it was');
}

function mostlyBad(bad: number, read: number, rejectsPath: string): RegisterError {
  const rows = read === 1 ? 'row' : 'rows';
  const count = `${String(bad)} of ${String(read)} ${rows}`;
  return new RegisterError(
    'REGISTER_MOSTLY_BAD',
    `${count} ${bad === 1 ? 'does' : 'do'} not fit, see ${rejectsPath}; ` +
      'the register stays as it was',
  );
}
