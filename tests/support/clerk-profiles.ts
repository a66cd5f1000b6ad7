import { join } from 'node:path';
import { SAMPLE } from '../../scripts/repair/options.ts';
import { courtCommand } from './court-command.ts';
import { inCourtDatabase } from './court-database.ts';
import { writeLines } from './party-list.ts';
import { linesOf } from './small-world.ts';
import type { Row } from './small-world.ts';
import { tempFolder } from './temp-folder.ts';

/** Takes in what people of the court declare of themselves, as the court's own command does. */
export async function importClerks(profiles: readonly Row[]): Promise<unknown> {
  await using folder = await tempFolder();
  const lines = await linesOf(join(SAMPLE, 'clerks.csv'), profiles);
  const file = await writeLines(folder.path, 'clerks.csv', lines);
  // the folder lasts as long as the command
  return await courtCommand('import-clerks', file);
}

/** As if nobody had declared anything, so that other journeys meet no conflicts. */
export async function forgetClerks(): Promise<void> {
  await inCourtDatabase((sql) => sql`delete from clerk_profile`);
}
