import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { CsvError } from './csv-error.ts';

/** Bytes one line may have; a longer one means that this is no table. */
const LONGEST_LINE = 1024 * 1024;

/** One line of the file, without its line break; `undefined` where the bytes are not UTF-8. */
export type PhysicalLine = { line: number; text: string | undefined };

/**
 * The lines of a UTF-8 file in blocks, numbered from 1. A byte order mark is skipped; LF and CRLF
 * both end a line. Memory does not grow with the file.
 *
 * @throws CsvError CSV_UNREADABLE, CSV_NOT_UTF8 (another encoding throughout), CSV_LINE_TOO_LONG
 */
export async function* physicalLines(
  path: string,
  onChunk: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<PhysicalLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let first = true;
  for await (const chunk of chunksOf(path)) {
    onChunk(chunk);
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (first && bytes.length >= 3) {
      bytes = afterMark(bytes);
      first = false;
    }
    const end = bytes.lastIndexOf(0x0a) + 1;
    rest = bytes.subarray(end);
    if (rest.length > LONGEST_LINE)
      throw new CsvError(
        'CSV_LINE_TOO_LONG',
        `A line from line ${String(line)} on does not end; is this a CSV file?`,
      );
    if (end === 0) continue;
    const block = linesOf(bytes.subarray(0, end - 1), line);
    line += block.length;
    yield block;
  }
  if (first) rest = afterMark(rest);
  if (rest.length > 0) yield linesOf(rest, line);
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    // A stream of Node without an encoding yields buffers; its type says `any`.
    yield* createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CsvError('CSV_UNREADABLE', `The file cannot be read (${code})`);
  }
}

function afterMark(bytes: Buffer): Buffer {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return bytes.subarray(3);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw notUtf8('UTF-16');
  return bytes;
}

function linesOf(block: Buffer, firstLine: number): PhysicalLine[] {
  if (isUtf8(block))
    return block
      .toString('utf8')
      .split('\n')
      .map((text, at) => ({ line: firstLine + at, text: withoutReturn(text) }));
  const parts = splitBytes(block);
  refuseGb18030(parts);
  return parts.map((part, at) => ({
    line: firstLine + at,
    text: isUtf8(part) ? withoutReturn(part.toString('utf8')) : undefined,
  }));
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function splitBytes(block: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = block.indexOf(0x0a); at !== -1; at = block.indexOf(0x0a, from)) {
    parts.push(block.subarray(from, at));
    from = at + 1;
  }
  parts.push(block.subarray(from));
  return parts;
}

/**
 * GB18030 is what Chinese spreadsheets write unless told otherwise. When most lines that are not
 * plain ASCII read as it and not as UTF-8, the file is in it: no row of it would come out right.
 */
function refuseGb18030(parts: Buffer[]): void {
  const foreign = parts.filter((part) => part.some((byte) => byte >= 0x80));
  const invalid = foreign.filter((part) => !isUtf8(part));
  if (invalid.length * 2 > foreign.length && invalid.every(isGb18030)) throw notUtf8('GB18030');
}

function isGb18030(bytes: Buffer): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function notUtf8(encoding: string): CsvError {
  return new CsvError(
    'CSV_NOT_UTF8',
    `The file is in ${encoding}, not UTF-8. Convert it first, for example with ` +
      `"iconv -f ${encoding} -t UTF-8", or save it as "CSV UTF-8".`,
  );
}
