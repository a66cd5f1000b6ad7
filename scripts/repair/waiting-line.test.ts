import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { waitingLine } from './waiting-line.ts';

const HOME = resolve('.relink');

test('who waits for a person is counted, and the command named that decides', () => {
  const waits = { status: 'NEEDS_REVIEW' } as const;
  expect(waitingLine([waits, { status: 'FOUND' }], HOME)).toMatch(
    /^1 party waits .*npm run review /u,
  );
  expect(waitingLine([waits, waits], HOME)).toMatch(/^2 parties wait /u);
});

test('nothing is said where nobody waits', () => {
  expect(waitingLine([{ status: 'FOUND' }], HOME)).toBeUndefined();
});

test('the command that decides goes to the same home', () => {
  const line = waitingLine([{ status: 'NEEDS_REVIEW' }], '/srv/court');
  expect(line).toContain(': npm run review -- --home /srv/court lists who');
  const spaced = waitingLine([{ status: 'NEEDS_REVIEW' }], '/srv/the court');
  expect(spaced).toContain(': npm run review -- --home "/srv/the court" lists who');
});

test.each(['/srv/a(b)', "/srv/o'court", '/srv/a "b"', '/srv/$HOME`x`\\', '/srv/法院', "/srv/'$"])(
  'a shell reads %s as it was',
  (home) => {
    const line = waitingLine([{ status: 'NEEDS_REVIEW' }], home) ?? '';
    const [, typed = ''] = /--home (.*) lists who/u.exec(line) ?? [];
    expect(execFileSync('sh', ['-c', `printf %s ${typed}`], { encoding: 'utf8' })).toBe(home);
  },
);
