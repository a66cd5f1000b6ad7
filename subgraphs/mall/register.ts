import { cellReader } from '../kit/register/cell-reader.ts';
import { defineRegister } from '../kit/register/define-register.ts';
import { lease } from './tables.ts';

/** mall.csv of domain.md §9. */
export const register = defineRegister({
  table: lease,
  persons: { name: lease.tenantName, idType: lease.tenantIdType },
  columns: [
    'booth_no',
    'booth_address',
    'shop_name',
    'uscc',
    'tenant_name',
    'tenant_id_type',
    'tenant_id_number',
    'tenant_issuing_state',
    'phone',
    'correspondence_address',
    'lease_from',
    'lease_to',
    'updated_on',
  ],
  row(cells, report, asOf) {
    const read = cellReader(cells, report, asOf);
    const phone = read.phone('phone');
    // A malformed code costs the enterprise its stall, not the tenant, and the other way round
    const organisation = read.id({ type: { always: 'USCC' }, number: 'uscc' });
    const tenant = read.holder(
      { type: 'tenant_id_type', number: 'tenant_id_number', state: 'tenant_issuing_state' },
      phone !== null || (organisation?.idKey ?? null) !== null,
    );
    const boothNo = read.text('booth_no');
    const tenantName = read.name('tenant_name');
    if (!read.required('tenant_name', tenantName)) return undefined;
    if (!read.required('booth_no', boothNo) || tenant === undefined) return undefined;
    return {
      boothNo,
      boothAddress: read.text('booth_address'),
      shopName: read.text('shop_name'),
      uscc: organisation?.idNumber ?? null,
      usccKey: organisation?.idKey ?? null,
      tenantName,
      tenantIdType: tenant.idType,
      tenantIdNumber: tenant.idNumber,
      tenantIssuingState: tenant.issuingState,
      tenantIdKey: tenant.idKey,
      phone,
      idUnread: tenant.idUnread,
      correspondenceAddress: read.text('correspondence_address'),
      leaseFrom: read.date('lease_from'),
      leaseTo: read.date('lease_to'),
      updatedOn: read.date('updated_on'),
    };
  },
});
