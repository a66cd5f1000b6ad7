import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Chromium without a window, which speaks to nobody but the pages it is led to. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
