import type { IdNumber } from '../../../schema/contract/warrant.ts';
import type { IdCells } from './cell-reader.ts';

/** The identifier of a stored row, to spread into a holder: `{}` where the register has none. */
export function heldId(cells: Omit<IdCells, 'idKey'>): { id?: IdNumber } {
  const { idType, idNumber, issuingState } = cells;
  if (idType === null || idNumber === null) return {};
  const id = { type: idType, number: idNumber };
  return { id: issuingState === null ? id : { ...id, issuingState } };
}
