import { basename } from 'node:path';
import { readParties } from '../../subgraphs/court/intake/read-parties.ts';
import { CsvError } from '../../subgraphs/kit/csv/csv-error.ts';
import { StackError } from '../stack/stack-error.ts';

/**
 * Reads as much of a list as shows that it is one, before anything is started for it.
 *
 * @throws StackError naming the file, as its intake would
 */
export async function checkList(file: string): Promise<void> {
  try {
    await readParties(file, () => undefined).next();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new StackError(`${basename(file)} was not taken in: ${error.message}`);
  }
}
