import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';

/** Run as a process of its own: asks the same thing over so many connections, again and again. */
export type Load = { url: string; body: string; connections: number; milliseconds: number };

/** What came of it. `failed` counts answers that are not those of the first one's form. */
export type LoadResult = { perSecond: number; median: number; p99: number; failed: number };

async function apply({ url, body, connections, milliseconds }: Load): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const took: number[] = [];
  let failed = 0;
  const from = performance.now();
  const loop = async (): Promise<void> => {
    while (performance.now() - from < milliseconds) {
      const asked = performance.now();
      const { statusCode, body: answer } = await pool.request({
        path: pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const text = await answer.text();
      if (statusCode !== 200 || !text.includes('"masked"')) failed += 1;
      took.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: connections }, loop));
  const seconds = (performance.now() - from) / 1000;
  await pool.close();
  const sorted = took.sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { perSecond: took.length / seconds, median: at(0.5), p99: at(0.99), failed };
}

process.once('disconnect', () => process.exit(0));
process.on('message', (load: Load) => {
  void apply(load).then((result) => process.send?.(result));
});
