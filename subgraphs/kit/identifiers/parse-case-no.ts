export type ParsedCaseNo =
  { ok: true; caseNo: string } | { ok: false; reason: 'MISSING' | 'FORMULA' | 'MALFORMED' };

/**
 * Year in brackets, the court's code, the kind of case, a number, 号, and for a derived case 之一
 * (法〔2015〕137号). Courts of before 2016 are written without digits and with 字第.
 */
const FORM =
  /^（(?<year>(?:19|20)\d{2})）\p{Script=Han}{1,12}\d{0,4}\p{Script=Han}{1,12}\d{1,8}号(?:之[一二三四五六七八九十百\d]{1,4})?$/u;

/** A case number in its one form: full-width round brackets, no spaces, half-width digits. */
export function parseCaseNo(text: string): ParsedCaseNo {
  const caseNo = text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/[([{〔【〈《「『〖]/gu, '（')
    .replace(/[)\]}〕】〉》」』〗]/gu, '）');
  if (caseNo === '') return { ok: false, reason: 'MISSING' };
  if (caseNo.startsWith('=')) return { ok: false, reason: 'FORMULA' };
  return FORM.test(caseNo) ? { ok: true, caseNo } : { ok: false, reason: 'MALFORMED' };
}
