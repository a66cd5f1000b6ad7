import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskAddress } from './mask-address.ts';

test('an address shows down to its street-level unit', () => {
  expect(maskAddress('浙江省义乌市稠城街道雪峰西路447号')).toBe('浙江省义乌市稠城街道****');
  expect(maskAddress('山东省嘉祥县白沙镇工人西路556号')).toBe('山东省嘉祥县白沙镇****');
  expect(maskAddress('浙江省温州市鹿城区白沙镇西城路222号')).toBe('浙江省温州市鹿城区白沙镇****');
  expect(maskAddress('内蒙古自治区锡林郭勒盟镶黄旗宝格达音高勒苏木3号')).toBe(
    '内蒙古自治区锡林郭勒盟镶黄旗宝格达音高勒苏木****',
  );
});

test('a market address shows its district', () => {
  expect(maskAddress('国际商贸城五区1楼15街14071号')).toBe('国际商贸城五区****');
});

test('a unit that has the name of another kind of unit in it does not end the mask early', () => {
  expect(maskAddress('江西省景德镇市昌江区新枫街道瓷都大道1号')).toBe(
    '江西省景德镇市昌江区新枫街道****',
  );
  expect(maskAddress('河南省新乡市红旗区东街街道1号')).not.toContain('1');
  expect(maskAddress('山西省临汾市乡宁县昌宁镇迎旭大街2号')).toBe('山西省临汾市乡宁县昌宁镇****');
});

test('a road or an estate is never shown', () => {
  expect(maskAddress('浙江省义乌市工人西路313号')).toBe('浙江省义乌市****');
  expect(maskAddress('浙江省义乌市工人西路31号阳光花园小区5幢')).toBe('浙江省义乌市****');
  expect(maskAddress('义乌市阳光小区5幢')).toBe('义乌市****');
});

test('an address without any unit shows a few characters at most', () => {
  expect(maskAddress('凯旋门3号')).toBe('凯旋****');
  expect(maskAddress('12 Main Street, Springfield')).toBe('****');
  expect(maskAddress('Springfield Main Street 12')).toBe('Spring****');
});

test('an address that is nothing but its units is shortened', () => {
  expect(maskAddress('浙江省义乌市稠城街道')).toBe('浙江省义乌市****');
  expect(maskAddress('义乌市')).toBe('义****');
  expect(maskAddress('家')).toBe('****');
});

test('a mask never contains the address', () => {
  const unit = fc.constantFrom(...Array.from('浙江省义乌市稠城街道镇乡路区县1号 aB'));
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), (address) => {
      const plain = address.trim();
      if (plain !== '') expect(maskAddress(address)).not.toContain(plain);
    }),
    { numRuns: 2000, seed: 2 },
  );
});
