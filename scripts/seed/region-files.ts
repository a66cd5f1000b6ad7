import { join } from 'node:path';
import { makeFolder } from '../../subgraphs/kit/sealing/make-folder.ts';
import { csvLine } from './base/csv-line.ts';
import { openLineFile } from './base/line-file.ts';
import type { LineFile } from './base/line-file.ts';
import type { Played } from './cases/play-case.ts';
import type { Person } from './people/person.ts';
import type { Overlay } from './overlay/overlay.ts';
import {
  COMPLAINT_COLUMNS,
  MALL_COLUMNS,
  MARKET_COLUMNS,
  PARTY_COLUMNS,
  POLICE_COLUMNS,
  POPULATION_COLUMNS,
  TELECOM_COLUMNS,
} from './people/rows.ts';
import { expectedLine, partyRow } from './list-lines.ts';

/** The files of a region while they are written. */
export type RegionFiles = {
  enter: (person: Person) => void;
  /** What telecom and the complaints line hold beside it. */
  add: (overlay: Overlay) => void;
  list: (played: Played, nth: number) => void;
  close: () => void;
};

/** Creates the folder and the files in it, in place of older ones. @param year of the case numbers */
export function openRegionFiles(folder: string, year: string): RegionFiles {
  makeFolder(join(folder, 'registers'));
  const police = table(join(folder, 'registers/police.csv'), POLICE_COLUMNS);
  const population = table(join(folder, 'registers/population.csv'), POPULATION_COLUMNS);
  const market = table(join(folder, 'registers/market.csv'), MARKET_COLUMNS);
  const mall = table(join(folder, 'registers/mall.csv'), MALL_COLUMNS);
  const telecom = table(join(folder, 'registers/telecom.csv'), TELECOM_COLUMNS);
  const complaints = table(join(folder, 'registers/complaints.csv'), COMPLAINT_COLUMNS);
  const parties = table(join(folder, 'parties.csv'), PARTY_COLUMNS);
  const expected = openLineFile(join(folder, 'expected.jsonl'));
  return {
    enter: (person) => {
      if (person.police !== undefined) police.add(person.police);
      if (person.population !== undefined) population.add(person.population);
      person.enterprises.forEach(market.add);
      person.stalls.forEach(mall.add);
    },
    add: ({ lines, complaints: answered }) => {
      lines.forEach(telecom.add);
      answered.forEach(complaints.add);
    },
    list: (played, nth) => {
      parties.add(partyRow(played, nth, year));
      expected.append(expectedLine(played, nth));
    },
    close: () => {
      const tables = [police, population, market, mall, telecom, complaints, parties];
      for (const { file } of tables) file.close();
      expected.close();
    },
  };
}

type Table<C extends string> = { file: LineFile; add: (row: Record<C, string>) => void };

function table<const C extends string>(path: string, columns: readonly C[]): Table<C> {
  const file = openLineFile(path);
  file.append(csvLine(columns));
  return {
    file,
    add: (row) => {
      file.append(csvLine(columns.map((column) => row[column])));
    },
  };
}
