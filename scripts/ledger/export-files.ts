import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { connect } from '../../subgraphs/kit/database/connect.ts';
import { appendEntries } from '../../subgraphs/kit/ledger/append-entries.ts';
import { exportLedger } from '../../subgraphs/kit/ledger/export-ledger.ts';
import type { ServiceEntry } from '../../subgraphs/kit/ledger/service-ledger.ts';
import { makeFolder } from '../../subgraphs/kit/sealing/make-folder.ts';
import { codeOf } from '../stack/stack-error.ts';
import { LedgerCommandError } from './ledger-error.ts';
import { OPERATOR } from './operator.ts';

export type Exported = { file: string; checkpoint: string | undefined; lines: number };

type Options = {
  code: string;
  url: string;
  /** Folder, made if need be. */
  out: string;
  onLine: (lines: number) => void;
};

/**
 * Writes one ledger as `<code>.jsonl`, and its newest checkpoint as `<code>.checkpoint`, both of mode
 * 600. That it was exported is recorded in it, behind what was written; where that fails, so does the
 * export, and no file is left.
 *
 * @throws LedgerCommandError when the folder cannot be made, or the file not be written.
 */
export async function exportFiles({ code, url, out, onLine }: Options): Promise<Exported> {
  openFolder(out);
  const file = join(out, `${code}.jsonl`);
  const draft = `${file}.part`;
  const { db, close } = connect(url, { applicationName: 'relink-export', statementTimeout: 0 });
  try {
    const written = { lines: 0 };
    const lines = openDraft(draft);
    const note = await exportLedger(db, async (line) => {
      onLine((written.lines += 1));
      await lines.write(`${line}\n`);
    });
    await lines.end();
    const detail = { entries: written.lines };
    const entry: ServiceEntry = {
      at: new Date(),
      event: 'LEDGER_EXPORTED',
      actor: OPERATOR,
      detail,
    };
    await db.transaction((tx) => appendEntries(tx, [entry]));
    await rename(draft, file);
    return { file, checkpoint: await keepNote(out, code, note), lines: written.lines };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await close();
  }
}

/** A file that is written on as fast as the disk takes it; a full one is noticed wherever it is told. */
function openDraft(file: string) {
  const stream = createWriteStream(file, { mode: 0o600 });
  const failed: { with?: unknown } = {};
  stream.on('error', (error) => (failed.with ??= error));
  const told = (error: unknown) =>
    new LedgerCommandError(`${file} cannot be written (${String(codeOf(error))})`);
  return {
    write: async (text: string): Promise<void> => {
      if (failed.with !== undefined) throw told(failed.with);
      if (stream.write(text)) return;
      await once(stream, 'drain').catch((error: unknown) => {
        throw told(error);
      });
    },
    end: async (): Promise<void> => {
      stream.end();
      await finished(stream).catch((error: unknown) => {
        throw told(error);
      });
    },
  };
}

function openFolder(out: string): void {
  try {
    makeFolder(out, 0o700);
  } catch (error) {
    throw new LedgerCommandError(`${out} cannot hold ledgers (${String(codeOf(error))})`);
  }
}

async function keepNote(out: string, code: string, note: string | undefined) {
  if (note === undefined) return undefined;
  const file = join(out, `${code}.checkpoint`);
  await writeFile(file, note, { mode: 0o600 });
  return file;
}
