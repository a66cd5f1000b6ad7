import { statfs } from 'node:fs/promises';

/** Bytes with which a database can hardly be made or started. */
const SCARCE = 100 * 1024 * 1024;

/** A sentence for whoever reads why PostgreSQL did not start: empty where the disk has room. */
export async function roomLeft(home: string): Promise<string> {
  const found = await statfs(home).catch(() => undefined);
  const free = found === undefined ? SCARCE : found.bavail * found.bsize;
  if (free >= SCARCE) return '';
  const megabytes = Math.floor(free / 1024 / 1024);
  return `. The disk of ${home} has ${megabytes} MB left: make room, and run it again`;
}
