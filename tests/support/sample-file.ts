import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE } from '../../scripts/repair/options.ts';

const subgraphs = join(import.meta.dirname, '..', '..', 'subgraphs');

/**
 * An invented register of an agency: its file of the sample region, or, of an agency that has none
 * there, the rows it brought along in its folder.
 */
export function sampleFile(code: string): string {
  const regional = join(SAMPLE, 'registers', `${code}.csv`);
  return existsSync(regional) ? regional : join(subgraphs, code, 'sample.csv');
}
