import { z } from 'zod';

const base64 = z.base64().length(44);

const entryLine = z.strictObject({
  index: z.int().min(0),
  /** The leaf as the tree has it; null where it has none. */
  leafHash: base64.nullable(),
  /** The entry's canonical text; null where it is gone. */
  entry: z.string().nullable(),
  /** The row, where it says other than the text. */
  columns: z.record(z.string(), z.unknown()).optional(),
});
/** After the last of the entries that it covers. */
const checkpointLine = z.strictObject({ checkpoint: z.string() });

/** A key that signed checkpoints of this ledger, by its own word. */
const keyLine = z.strictObject({ key: base64, origin: z.string() });

export type EntryLine = z.infer<typeof entryLine>;
export type ExportLine = EntryLine | z.infer<typeof checkpointLine> | z.infer<typeof keyLine>;

const lineSchema = z.union([entryLine, checkpointLine, keyLine]);

/** One line of an export, without its end. */
export function writeLine(line: ExportLine): string {
  return JSON.stringify(line);
}

export function readLine(text: string): ExportLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
