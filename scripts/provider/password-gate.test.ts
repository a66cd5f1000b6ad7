import { expect, test } from 'vitest';
import type { Account } from './accounts.ts';
import { createPasswordGate } from './password-gate.ts';

const clerk: Account = {
  name: 'clerk',
  title: 'A clerk',
  roles: ['CLERK'],
  password: 'the right one',
};

function gateAt(start: number) {
  const clock = { now: start };
  const gate = createPasswordGate([clerk], () => clock.now);
  return { clock, gate };
}

test('who knows the password is let in', () => {
  const { gate } = gateAt(0);
  expect(gate('clerk', 'the right one')).toEqual({ ok: true, account: clerk });
});

test.each([
  ['another password', 'clerk', 'the wrong one'],
  ['no password', 'clerk', ''],
  ['a name that nobody has', 'nobody', 'the right one'],
  ['a name that nobody has, without a password', 'nobody', ''],
])('%s is wrong, and nothing more is said', (_, name, password) => {
  expect(gateAt(0).gate(name, password)).toEqual({ ok: false, why: 'WRONG' });
});

test.each(['clerk', 'nobody'])('who guesses as %s waits, each time twice as long', (name) => {
  const { clock, gate } = gateAt(0);
  for (let guess = 0; guess < 4; guess += 1)
    expect(gate(name, 'a guess')).toEqual({ ok: false, why: 'WRONG' });
  expect(gate(name, 'the right one')).toEqual({ ok: false, why: 'WAIT', wait: 5_000 });
  clock.now = 5_000;
  expect(gate(name, 'a guess')).toEqual({ ok: false, why: 'WRONG' });
  expect(gate(name, 'the right one')).toEqual({ ok: false, why: 'WAIT', wait: 10_000 });
});

test('nobody waits longer than a quarter of an hour', () => {
  const { clock, gate } = gateAt(0);
  for (let guess = 0; guess < 40; guess += 1) {
    gate('clerk', 'a guess');
    clock.now += 15 * 60_000;
  }
  expect(gate('clerk', 'the right one')).toEqual({ ok: true, account: clerk });
});

test('the right password makes the wrong ones forgotten', () => {
  const { gate } = gateAt(0);
  for (let guess = 0; guess < 3; guess += 1) gate('clerk', 'a guess');
  gate('clerk', 'the right one');
  for (let guess = 0; guess < 3; guess += 1) gate('clerk', 'a guess');
  expect(gate('clerk', 'the right one')).toEqual({ ok: true, account: clerk });
});

test('made-up names without end do not fill the memory nor lock anybody out', () => {
  const { gate } = gateAt(0);
  for (let at = 0; at < 5_000; at += 1) gate(`nobody-${String(at)}`, 'a guess');
  expect(gate('clerk', 'the right one')).toEqual({ ok: true, account: clerk });
});
