import { expect, test } from 'vitest';
import { jsonLine } from './json-line.ts';
import { leftOutLines } from './left-out-lines.ts';
import type { LeftOutPhone, Repair } from './repair-shape.ts';
import { table } from './table.ts';

const own: LeftOutPhone = { masked: '138****8000', flag: 'PHONE_REASSIGNED', asked: true };
const held: LeftOutPhone = { masked: '+8657****1234', flag: 'PHONE_DEAD', asked: false };

const repair: Repair = {
  ...{ id: 'r', caseNo: 'c', partyRef: 'A1', status: 'NOT_FOUND', problems: [] },
  ...{ flags: ['PHONE_REASSIGNED', 'PHONE_DEAD'], agencies: [], contacts: [] },
  leftOut: [own, held],
};

test('a phone that was left out is told by its mask, why, and whether the list has it', () => {
  const lines = leftOutLines([own, held]).map((line) => line.split(/ {2,}/u));
  expect(lines).toEqual([
    [
      ...['left out', '138****8000', 'somebody else has it by a newer entry'],
      'the phone of your list',
    ],
    [
      ...['left out', '+8657****1234', 'the operators have cancelled it or never gave it out'],
      'a register held it',
    ],
  ]);
});

test('a flag of a newer court is shown as it is', () => {
  const [line] = leftOutLines([{ ...own, flag: 'NAME_VARIANT' }]);
  expect(line).toContain('NAME_VARIANT');
});

test('the table names them under a party only where it explains', () => {
  expect(table([repair], true).split('\n').slice(3)).toEqual([
    expect.stringMatching(/^ {4}left out {2}138\*{4}8000 /u),
    expect.stringMatching(/^ {4}left out {2}\+8657\*{4}1234 /u),
  ]);
  expect(table([repair])).not.toContain('left out');
});

test('a line of JSON has them after all keys that it had before', () => {
  expect(jsonLine(repair, new Map())).toBe(
    '{"partyRef":"A1","caseNo":"c","status":"NOT_FOUND","flags":["PHONE_REASSIGNED","PHONE_DEAD"],' +
      '"problems":[],"agencies":{},"contacts":[],"leftOut":[' +
      '{"masked":"138****8000","flag":"PHONE_REASSIGNED","asked":true},' +
      '{"masked":"+8657****1234","flag":"PHONE_DEAD","asked":false}]}',
  );
});
