/** Hong Kong, Macao, Taiwan, as residence permits for their residents write them (国办发〔2018〕81号). */
export const PERMIT_REGIONS: readonly string[] = ['810000', '820000', '830000'];
