import { z } from 'zod';
import { listSubgraphs } from '../../compose/list-subgraphs.ts';
import { loadService } from '../../compose/load-service.ts';

/** What services are called in Chinese, by their codes. */
export type Titles = ReadonlyMap<string, string>;

const titled = z.object({ titleZh: z.string() });

/**
 * The titles that the services of a tree give themselves, so that one that joins by adding a folder
 * has its own.
 *
 * @param root the repository
 */
export async function loadTitles(root: string): Promise<Titles> {
  const codes = await listSubgraphs(root);
  const found = codes.map(async (code) => {
    const service = titled.safeParse(await loadService(root, code));
    return service.success ? [[code, service.data.titleZh] as const] : [];
  });
  return new Map((await Promise.all(found)).flat());
}
