import { expect, test } from 'vitest';
import { importProgress } from './import-progress.ts';

/** What is said of lines that come at these milliseconds. */
function saidOf(...lines: [at: number, line: string][]): string[] {
  const said: string[] = [];
  let at = 0;
  const progress = { say: (line: string) => said.push(line) };
  const onLine = importProgress('police', progress, () => at);
  for (const [when, line] of lines) {
    at = when;
    onLine(line);
  }
  return said;
}

const line = (rows: number, fraction: number) => JSON.stringify({ progress: { rows, fraction } });

test('a long import is seen to move, a line every two seconds, and when all is read', () => {
  const said = saidOf(
    ...[500, 1_000, 1_500, 2_000, 2_500, 3_000, 3_500, 4_000].map((at): [number, string] => [
      at,
      line(at * 10, at / 5_000),
    ]),
    [4_100, line(50_000, 1)],
    [4_200, line(50_000, 1)],
  );
  expect(said).toEqual([
    'police: 20000 rows read, 40 %',
    'police: 40000 rows read, 80 %',
    'police: all 50000 rows read, now being stored',
  ]);
});

test('a short import says nothing on its way', () => {
  expect(saidOf([500, line(10, 0.5)], [3_000, line(20, 1)])).toEqual([]);
});

test('what a service says beside its progress is not repeated', () => {
  const lines = ['police: 张三', 'null', '{"progress":{"rows":"张三","fraction":0}}', '{'];
  expect(saidOf(...lines.map((one): [number, string] => [9_000, one]))).toEqual([]);
});
