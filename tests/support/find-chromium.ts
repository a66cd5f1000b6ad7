import { existsSync } from 'node:fs';

/** Where Debian puts it. */
const CHROMIUM = '/usr/bin/chromium';

/** The browser that pages are tested in; says on the terminal when there is none. */
export function findChromium(): string | undefined {
  if (existsSync(CHROMIUM)) return CHROMIUM;
  process.stderr.write(
    'The explorer is not tested in a browser: no chromium is here (Debian: apt-get install chromium)\n',
  );
  return undefined;
}
