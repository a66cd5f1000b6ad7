import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { lodger, party, resident, residentId, tenant } from '../support/people.ts';
import { restoreRegisters } from '../support/restore-registers.ts';
import { fillRegisters, runParties } from '../support/small-world.ts';
import type { Outcome, Row } from '../support/small-world.ts';

const HELD_BY_ANOTHER: Outcome = {
  ...{ status: 'NEEDS_REVIEW', flags: ['PHONE_HELD_BY_ANOTHER'], contacts: [] },
};

// Two brothers-in-law who share a phone, and two namesakes who do
const [wang, li] = [residentId('19800412', 11), residentId('19821109', 13)];
const [chen, otherChen] = [residentId('19750101', 15), residentId('19790606', 17)];
const [SHARED, CHENS] = ['13957900001', '13957900002'];

// Two 张伟 born on one day in one place
const [zhang, otherZhang] = [residentId('19900520', 31), residentId('19900520', 33)];
const [ZHANG_PHONE, OTHER_PHONE] = ['13957900003', '13957900004'];

// A couple
const [husband, wife] = [residentId('19700808', 51), residentId('19720909', 52)];
const COUPLE = '13957900005';

// A number that was given to somebody else last month
const [before, after] = [residentId('19650303', 71), residentId('19990404', 73)];
const [REISSUED, KEPT] = ['13957900006', '13957900007'];

// A number, given to somebody else since, that only the second hop comes upon
const [feng, he] = [residentId('19710606', 76), residentId('19930909', 77)];
const [FOUND_BY, LEFT_OUT] = ['13957900010', '13957900011'];

// Twins: what tells their numbers apart is one digit, and the check digit that follows from it
const [twin, otherTwin] = [residentId('20010203', 91), residentId('20010203', 93)];
const TWIN_PHONE = '13957900008';

const registers: Record<string, Row[]> = {
  police: [
    resident(wang, '王建军', '浙江省义乌市北苑街道一号', { phone: SHARED }),
    resident(li, '李卫国', '浙江省义乌市北苑街道二号', { phone: SHARED }),
    resident(chen, '陈静', '浙江省义乌市北苑街道三号', { phone: CHENS }),
    resident(otherChen, '陈静', '浙江省义乌市北苑街道四号', { phone: CHENS }),
    resident(zhang, '张伟', '浙江省义乌市稠江街道一号', { phone: ZHANG_PHONE }),
    resident(otherZhang, '张伟', '浙江省义乌市稠江街道二号', { phone: OTHER_PHONE }),
    resident(husband, '赵大勇', '浙江省义乌市江东街道一号', { phone: COUPLE }),
    resident(before, '孙长林', '浙江省义乌市后宅街道一号', {
      phone: REISSUED,
      updated_on: '2024-01-15',
    }),
    resident(feng, '冯玉兰', '浙江省义乌市赤岸镇一号', {
      ...{ phone: LEFT_OUT, updated_on: '2016-01-01' },
    }),
    resident(he, '何建新', '浙江省义乌市赤岸镇二号', {
      ...{ phone: LEFT_OUT, updated_on: '2026-05-01' },
    }),
    resident(twin, '周文斌', '浙江省义乌市城西街道一号', { phone: TWIN_PHONE }),
    resident(otherTwin, '周武斌', '浙江省义乌市城西街道二号'),
  ],
  population: [
    lodger(otherZhang, '张伟', '浙江省义乌市稠江街道三号', { phone: OTHER_PHONE }),
    lodger(wife, '钱小芳', '浙江省义乌市江东街道九号', { phone: COUPLE }),
    lodger(after, '吴新宇', '浙江省义乌市后宅街道九号', {
      phone: REISSUED,
      registered_on: '2026-10-20',
    }),
  ],
  mall: [
    tenant('1-1-00001', '李卫国', '浙江省义乌市北苑街道五号', { phone: SHARED }),
    tenant('1-1-00002', '钱小芳', '浙江省义乌市江东街道八号', { phone: COUPLE }),
    tenant('1-1-00003', '孙长林', '浙江省义乌市后宅街道二号', {
      ...{ tenant_id_type: 'RESIDENT_ID', tenant_id_number: before, phone: KEPT },
    }),
    tenant('1-1-00004', '冯玉兰', '浙江省义乌市赤岸镇三号', {
      ...{ tenant_id_type: 'RESIDENT_ID', tenant_id_number: feng, phone: FOUND_BY },
    }),
  ],
};

const parties: Row[] = [
  party('wang', '王建军', { phone: SHARED }),
  party('wang-by-id', '王建军', { id_number: wang, phone: SHARED }),
  party('li', '李卫国', { phone: SHARED }),
  party('third', '马文涛', { phone: SHARED }),
  party('chen', '陈静', { phone: CHENS }),
  party('chen-by-id', '陈静', { id_number: chen, phone: CHENS }),
  party('zhang', '张伟', { id_number: zhang }),
  party('other-zhang', '张伟', { id_number: otherZhang }),
  party('zhang-by-phone', '张伟', { phone: ZHANG_PHONE }),
  party('zhang-other-phone', '张伟', { id_number: zhang, phone: OTHER_PHONE }),
  party('husband', '赵大勇', { id_number: husband, phone: COUPLE }),
  party('husband-by-phone', '赵大勇', { phone: COUPLE }),
  party('wife', '钱小芳', { phone: COUPLE }),
  party('child', '赵小宝', { phone: COUPLE }),
  party('reissued', '孙长林', { id_number: before }),
  party('reissued-by-phone', '孙长林', { phone: REISSUED }),
  party('reissued-to', '吴新宇', { id_number: after }),
  party('left-out', '冯玉兰', { phone: FOUND_BY }),
  party('twin', '周文斌', { id_number: twin }),
  party('twin-of-other-number', '周文斌', { id_number: otherTwin }),
  party('other-twin-of-phone', '周武斌', { id_number: otherTwin, phone: TWIN_PHONE }),
  party('mistyped', '周文斌', { id_number: twin.replace(/9(?=.{2}$)/u, '8') }),
];

const outcomes: Record<string, Outcome> = {};

beforeAll(async () => {
  await fillRegisters(registers);
  Object.assign(outcomes, await runParties(parties));
});
afterAll(() => restoreRegisters(inject('sample').home, Object.keys(registers)));

/** A party who was found, with these contacts and no other; and the phones that are named as none. */
function found(contacts: string[], flags: string[] = [], leftOut?: string[]): Outcome {
  return { status: 'FOUND', flags, contacts: contacts.sort(), leftOut };
}

describe('two people with one phone', () => {
  test('each is found by name and phone, with their own contacts only', () => {
    expect(outcomes['wang']).toEqual(
      found(['ADDRESS 浙江省义乌市北苑街道一号', `PHONE ${SHARED}`]),
    );
    expect(outcomes['wang-by-id']).toEqual(outcomes['wang']);
    const leased = ['ADDRESS 国际商贸城1-1-00001号', 'ADDRESS 浙江省义乌市北苑街道五号'];
    const own = ['ADDRESS 浙江省义乌市北苑街道二号', `PHONE ${SHARED}`];
    expect(outcomes['li']).toEqual(found([...leased, ...own]));
  });
  test('a third who gives that phone is not taken for either', () => {
    expect(outcomes['third']).toEqual(HELD_BY_ANOTHER);
  });
  test('of two namesakes neither is taken without an ID number, and the right one with it', () => {
    expect(outcomes['chen']).toEqual(HELD_BY_ANOTHER);
    expect(outcomes['chen-by-id']?.contacts).toContain('ADDRESS 浙江省义乌市北苑街道三号');
    expect(outcomes['chen-by-id']?.contacts).not.toContain('ADDRESS 浙江省义乌市北苑街道四号');
  });
});

describe('two 张伟 born the same day', () => {
  const own = ['ADDRESS 浙江省义乌市稠江街道一号', `PHONE ${ZHANG_PHONE}`];
  test('each is found under their own number with their own contacts', () => {
    expect(outcomes['zhang']).toEqual(found(own));
    expect(outcomes['other-zhang']).toEqual(
      found([
        ...['ADDRESS 浙江省义乌市稠江街道二号', 'ADDRESS 浙江省义乌市稠江街道三号'],
        `PHONE ${OTHER_PHONE}`,
      ]),
    );
  });
  test('one is found by the phone that is his alone', () => {
    expect(outcomes['zhang-by-phone']).toEqual(found(own));
  });
  test("one asked with the other's phone brings nothing of the other", () => {
    expect(outcomes['zhang-other-phone']).toEqual(found(own));
  });
});

describe('a spouse answering the same phone', () => {
  const his = ['ADDRESS 浙江省义乌市江东街道一号', `PHONE ${COUPLE}`];
  test('he is found with what is his, and nothing of hers', () => {
    expect(outcomes['husband']).toEqual(found(his));
    expect(outcomes['husband-by-phone']).toEqual(found(his));
  });
  test('she is found with what is hers, and nothing of his', () => {
    expect(outcomes['wife']).toEqual(
      found([
        ...['ADDRESS 国际商贸城1-1-00002号', 'ADDRESS 浙江省义乌市江东街道八号'],
        ...['ADDRESS 浙江省义乌市江东街道九号', `PHONE ${COUPLE}`],
      ]),
    );
  });
  test('a relative who gives the phone of the house is not taken for either', () => {
    expect(outcomes['child']).toEqual(HELD_BY_ANOTHER);
  });
});

describe('a number re-issued last month', () => {
  const own = [
    ...['ADDRESS 国际商贸城1-1-00003号', 'ADDRESS 浙江省义乌市后宅街道一号'],
    ...['ADDRESS 浙江省义乌市后宅街道二号', `PHONE ${KEPT}`],
  ];
  test('is no contact of the one who had it before, whose other contacts come', () => {
    expect(outcomes['reissued']).toEqual(
      found(own, ['PHONE_REASSIGNED'], ['PHONE_REASSIGNED 139****0006 held']),
    );
  });
  test('is none either where the court itself has it from the party', () => {
    expect(outcomes['reissued-by-phone']).toEqual(
      found(own, ['PHONE_REASSIGNED'], ['PHONE_REASSIGNED 139****0006 asked']),
    );
  });
  test('is none, and is reported, where only the second hop comes upon it', () => {
    const hers = [
      ...['ADDRESS 国际商贸城1-1-00004号', 'ADDRESS 浙江省义乌市赤岸镇一号'],
      ...['ADDRESS 浙江省义乌市赤岸镇三号', `PHONE ${FOUND_BY}`],
    ];
    expect(outcomes['left-out']).toEqual(
      found(hers, ['PHONE_REASSIGNED'], ['PHONE_REASSIGNED 139****0011 held']),
    );
  });
  test('is a contact of the one who has it now', () => {
    expect(outcomes['reissued-to']).toEqual(
      found(['ADDRESS 浙江省义乌市后宅街道九号', `PHONE ${REISSUED}`]),
    );
  });
});

describe('a twin with an ID one digit away', () => {
  test('is not taken for the other', () => {
    expect(outcomes['twin']).toEqual(
      found(['ADDRESS 浙江省义乌市城西街道一号', `PHONE ${TWIN_PHONE}`]),
    );
  });
  test("the name of one under the other's number is for a human to decide", () => {
    expect(outcomes['twin-of-other-number']).toEqual({
      ...{ status: 'NEEDS_REVIEW', flags: ['NAME_SIMILAR'], contacts: [] },
    });
  });
  test("one asked with the other's phone does not get it", () => {
    expect(outcomes['other-twin-of-phone']).toEqual(found(['ADDRESS 浙江省义乌市城西街道二号']));
  });
  test('a number with one digit typed wrong is refused, not mended', () => {
    expect(outcomes['mistyped']).toEqual({
      ...{ status: 'REJECTED', flags: ['INVALID_INPUT'], contacts: [] },
    });
  });
});
