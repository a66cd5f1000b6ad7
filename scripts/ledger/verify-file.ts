import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { LedgerIdentity } from '../../subgraphs/kit/ledger/checkpoint.ts';
import { createExportVerifier } from '../../subgraphs/kit/ledger/verify-export.ts';
import type { ExportVerdict } from '../../subgraphs/kit/ledger/verify-export.ts';
import { LedgerCommandError } from './ledger-error.ts';

type Options = {
  file: string;
  ledger: LedgerIdentity;
  /** Files of checkpoints that somebody kept. */
  checkpoints: readonly string[];
  onProgress: (bytes: number, of: number) => void;
};

export type VerifiedFile = {
  verdict: ExportVerdict;
  /** Whether its `.checkpoint` file stands beside it, as export leaves it. */
  hasNote: boolean;
};

/** Verifies an export line by line; its size does not matter to memory. */
export async function verifyFile(options: Options): Promise<VerifiedFile> {
  const { file, ledger, checkpoints, onProgress } = options;
  const size = await sizeOf(file);
  const beside = `${file.replace(/\.jsonl$/u, '')}.checkpoint`;
  const hasNote = existsSync(beside);
  const files = [...new Set([...checkpoints, ...(hasNote ? [beside] : [])])];
  const verifier = createExportVerifier(ledger, await Promise.all(files.map(readNote)));
  const stream = createReadStream(file);
  let lines = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    verifier.take(line);
    if ((lines += 1) % 1000 === 0) onProgress(stream.bytesRead, size);
  }
  onProgress(size, size);
  return { verdict: verifier.end(), hasNote };
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new LedgerCommandError(`${file} cannot be read`);
  return found.size;
}

function readNote(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new LedgerCommandError(`--checkpoint: ${file} cannot be read`);
  });
}
