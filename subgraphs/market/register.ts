import { ENTERPRISE_STATUSES } from '../../schema/contract/codes.ts';
import { cellReader } from '../kit/register/cell-reader.ts';
import { defineRegister } from '../kit/register/define-register.ts';
import { enterprise } from './tables.ts';

/** market.csv of domain.md §9. */
export const register = defineRegister({
  table: enterprise,
  persons: { name: enterprise.legalRepName, idType: enterprise.legalRepIdType },
  columns: [
    'uscc',
    'enterprise_name',
    'status',
    'registered_address',
    'legal_rep_name',
    'legal_rep_id_type',
    'legal_rep_id_number',
    'legal_rep_issuing_state',
    'contact_phone',
    'updated_on',
  ],
  row(cells, report, asOf) {
    const read = cellReader(cells, report, asOf);
    const organisation = read.id({ type: { always: 'USCC' }, number: 'uscc' });
    const legalRep = read.id({
      type: 'legal_rep_id_type',
      number: 'legal_rep_id_number',
      state: 'legal_rep_issuing_state',
    });
    const enterpriseName = read.text('enterprise_name', 200);
    if (organisation === undefined) return undefined;
    const { idNumber: uscc, idKey: usccKey } = organisation;
    if (!read.required('enterprise_name', enterpriseName)) return undefined;
    if (!read.required('uscc', uscc) || !read.required('uscc', usccKey)) return undefined;
    return {
      uscc,
      usccKey,
      enterpriseName,
      status: read.code('status', ENTERPRISE_STATUSES),
      registeredAddress: read.text('registered_address'),
      legalRepName: read.name('legal_rep_name'),
      legalRepIdType: legalRep?.idType ?? null,
      legalRepIdNumber: legalRep?.idNumber ?? null,
      legalRepIssuingState: legalRep?.issuingState ?? null,
      legalRepIdKey: legalRep?.idKey ?? null,
      legalRepFindable: legalRep !== undefined,
      contactPhone: read.phone('contact_phone'),
      updatedOn: read.date('updated_on'),
    };
  },
});
