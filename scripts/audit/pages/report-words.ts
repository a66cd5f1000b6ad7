import type { LookUp } from '../shapes.ts';
import type { SoughtBy } from '../sought-by.ts';
import type { Titles } from './load-titles.ts';

/** Codes in the words of whoever reads the report; one that is not here is shown as it is. */
const WORDS: Readonly<Record<string, string>> = {
  INQUIRY_ASKED: '法院提出协查',
  INQUIRY_ANSWERED: '机关答复协查',
  CONTACT_REVEALED: '查看联系方式',
  PROTECTION_LIFTED: '经批准查看受保护信息',
  CLERK: '书记员',
  JUDGE: '法官',
  SERVICE_OF_DOCUMENTS: '送达文书',
  MEDIATION: '调解',
  ENFORCEMENT: '执行',
  MATCHED: '查到记录',
  REVIEW: '待人工核对',
  CONFLICT: '信息不一致',
  NO_RECORD: '没有记录',
  BLOCKED: '不予提供',
  VERIFIED: '仅核验',
  PHONE: '电话',
  ADDRESS: '地址',
};

const inChina = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

export const REPORT_HEADER = ['时间', '事项', '机关', '询问方', '目的', '案号', '结果'] as const;

/** The cells of a look-up, under `REPORT_HEADER`; times by the clock in China. */
export function reportCells(lookUp: LookUp, titles: Titles): string[] {
  const { at, event, source, court, role, ...rest } = lookUp;
  const office = [titleOf(court, titles), wordOf(role)].filter((word) => word !== '');
  return [
    ...[chinaTime(new Date(at)), wordOf(event), titleOf(source, titles), office.join('，')],
    ...[wordOf(rest.purpose), rest.caseNo ?? '', wordOf(rest.outcome)],
  ];
}

/** Such as 2026-03-03 15:00:00. */
export function chinaTime(at: Date): string {
  return inChina.format(at);
}

function wordOf(code: string | null): string {
  return code === null ? '' : (WORDS[code] ?? code);
}

/** A service that the tree does not hold is shown by its code. */
function titleOf(code: string, titles: Titles): string {
  return titles.get(code) ?? code;
}

/** Under what the entries stand that were looked for, and what stands elsewhere. */
const SOUGHT: Readonly<Record<SoughtBy, string>> = {
  NUMBER: '本记录按证件号码查询；协查仅以电话号码提出的，不在其中。',
  PHONE: '本记录按电话号码查询；协查以证件号码提出的，不在其中。',
  BOTH: '本记录按证件号码和电话号码查询。',
};

type Notes = {
  /** Services that were not heard. */
  missing: readonly string[];
  by: SoughtBy;
  titles: Titles;
};

/** What the report says of itself. */
export function reportNotes({ missing, by, titles }: Notes): string[] {
  const away = missing.map((code) => titleOf(code, titles));
  return [
    '本记录依据《个人信息保护法》第四十五条提供，按时间从新到旧排列。',
    '经办人员以职务和单位表示，不列姓名；结果仅为答复类别，不含答复内容。时间为北京时间。',
    SOUGHT[by],
    ...(missing.length === 0 ? [] : [`以下机关暂未答复，其记录不在其中：${away.join('，')}。`]),
  ];
}
