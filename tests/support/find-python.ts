import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A Python that the peer runs in, or why there is none. */
export type FoundPython =
  { command: string; missing?: never } | { command?: never; missing: string };

/** Debian's first, which has Debian's packages. */
const CANDIDATES = ['/usr/bin/python3', 'python3'];

const NEEDS = 'import sys, cryptography; assert sys.version_info >= (3, 9)';

/** Looks for a Python with the package `cryptography`; says on the terminal when there is none. */
export async function findPython(): Promise<FoundPython> {
  for (const command of CANDIDATES) {
    const isFit = await promisify(execFile)(command, ['-c', NEEDS]).then(
      () => true,
      () => false,
    );
    if (isFit) return { command };
  }
  const missing =
    'no python3 with cryptography is here (Debian: apt-get install python3-cryptography)';
  process.stderr.write(`The peer in Python is not tested: ${missing}\n`);
  return { missing };
}
