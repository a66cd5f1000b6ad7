import type { ContactKind, Purpose } from '../../schema/contract/codes.ts';

/** Under what a list is put to the agencies. */
export type Terms = {
  /** Day of the calendar against which ages and terms are judged. */
  asOf: string;
  purpose: Purpose;
  kinds: ContactKind[];
  /** The statute or document that allows it; 4 to 200 characters. */
  legalBasis: string;
  /** Codes of the agencies to ask; all that the court knows where it is left out. */
  agencies?: string[];
};

/** Where a purpose stands in the law, for whoever names no document of their own. */
export const LEGAL_BASES: Readonly<Record<Purpose, string>> = {
  SERVICE_OF_DOCUMENTS: '《民事诉讼法》（2023）第八十七条至第九十五条',
  MEDIATION: '《人民法院在线调解规则》（2021）',
  ENFORCEMENT: '《民事诉讼法》（2023）第三编',
};
