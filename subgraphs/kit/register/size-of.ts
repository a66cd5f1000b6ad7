import { stat } from 'node:fs/promises';

/** Bytes of a file; 0 when unknown: reading then says what is wrong. */
export async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
