import { cellReader } from '../kit/register/cell-reader.ts';
import { defineRegister } from '../kit/register/define-register.ts';
import { complaint } from './tables.ts';

/** complaints.csv: one row for each complaint that a merchant answered. */
export const register = defineRegister({
  table: complaint,
  persons: { name: complaint.merchantName, idType: complaint.merchantIdType },
  columns: [
    'complaint_no',
    'uscc',
    'shop_name',
    'merchant_name',
    'merchant_id_type',
    'merchant_id_number',
    'merchant_issuing_state',
    'phone',
    'service_address',
    'answered_on',
  ],
  row(cells, report, asOf) {
    const read = cellReader(cells, report, asOf);
    const phone = read.phone('phone');
    // A malformed code costs the enterprise the entry, not the merchant, and the other way round
    const organisation = read.id({ type: { always: 'USCC' }, number: 'uscc' });
    const merchant = read.holder(
      { type: 'merchant_id_type', number: 'merchant_id_number', state: 'merchant_issuing_state' },
      phone !== null || (organisation?.idKey ?? null) !== null,
    );
    const complaintNo = read.text('complaint_no');
    const merchantName = read.name('merchant_name');
    if (!read.required('complaint_no', complaintNo)) return undefined;
    if (!read.required('merchant_name', merchantName) || merchant === undefined) return undefined;
    return {
      complaintNo,
      uscc: organisation?.idNumber ?? null,
      usccKey: organisation?.idKey ?? null,
      shopName: read.text('shop_name'),
      merchantName,
      merchantIdType: merchant.idType,
      merchantIdNumber: merchant.idNumber,
      merchantIssuingState: merchant.issuingState,
      merchantIdKey: merchant.idKey,
      phone,
      idUnread: merchant.idUnread,
      serviceAddress: read.text('service_address'),
      answeredOn: read.date('answered_on'),
    };
  },
});
