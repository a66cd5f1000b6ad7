import { expect, test } from 'vitest';
import { nameTermsOf } from './name-terms.ts';

test('a Han name has a surname and a given name, also with a surname of two characters', () => {
  expect(nameTermsOf('张伟')).toEqual({ surname: '张', given: '伟' });
  expect(nameTermsOf('欧阳静')).toEqual({ surname: '欧阳', given: '静' });
});

test('a name counts as its simplified form, however it was typed', () => {
  expect(nameTermsOf('歐 陽靜')).toEqual(nameTermsOf('欧阳静'));
  expect(nameTermsOf('張偉')).toEqual({ surname: '张', given: '伟' });
});

test('the last word of a name with a dot is its surname', () => {
  const terms = { surname: '买买提', given: '古丽' };
  expect(nameTermsOf('古丽·买买提')).toEqual(terms);
  expect(nameTermsOf('古丽•买买提')).toEqual(terms);
});

test('a Latin name counts the same in every order, case and accent', () => {
  const terms = nameTermsOf('JOAO PEDRO SANTOS');
  expect(terms).toEqual({ surname: 'santos', given: 'joao pedro' });
  expect(nameTermsOf('Santos, João Pedro')).toEqual(terms);
});

test('a name of one part has no given name, and one without a letter has no part', () => {
  expect(nameTermsOf('伟')).toEqual({ surname: '伟', given: '' });
  expect(nameTermsOf('Madonna')).toEqual({ surname: 'madonna', given: '' });
  expect(nameTermsOf(' · ')).toBeUndefined();
});
