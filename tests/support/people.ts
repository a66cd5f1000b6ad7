import { citizenCheck } from '../../subgraphs/kit/identifiers/citizen-check.ts';
import type { Row } from './small-world.ts';

/** A resident ID of Yiwu: birth date as YYYYMMDD, and a number within the day. */
export function residentId(born: string, sequence: number): string {
  const digits = `330782${born}${String(sequence).padStart(3, '0')}`;
  return digits + citizenCheck(digits);
}

/** A person as the police register holds one. */
export function resident(idNumber: string, name: string, address: string, more: Row = {}): Row {
  return {
    ...{ id_type: 'RESIDENT_ID', id_number: idNumber, name, hukou_address: address },
    ...{ sex: 'M', birth_date: dayOf(idNumber), updated_on: '2026-03-01', ...more },
  };
}

/** A person as the floating-population office holds one, registered for more than a year. */
export function lodger(idNumber: string, name: string, address: string, more: Row = {}): Row {
  return {
    ...{ id_type: 'RESIDENT_ID', id_number: idNumber, name, residence_address: address },
    ...{ registered_on: '2025-03-01', expires_on: '2027-03-01', ...more },
  };
}

/** A current lease of the mall. Without `tenant_id_number` the mall does not know the ID. */
export function tenant(boothNo: string, name: string, address: string, more: Row = {}): Row {
  return {
    ...{ booth_no: boothNo, booth_address: `国际商贸城${boothNo}号`, shop_name: '商行' },
    ...{ tenant_name: name, correspondence_address: address },
    ...{ lease_from: '2026-01-01', lease_to: '2027-12-31', updated_on: '2026-03-01', ...more },
  };
}

/** A number as the operators hold it, in service for ten years. */
export function subscriber(phone: string, name: string, idNumber: string, more: Row = {}): Row {
  return {
    ...{ operator: 'CMCC', phone, name, status: 'ACTIVE' },
    ...(idNumber === '' ? {} : { id_type: 'RESIDENT_ID', id_number: idNumber }),
    ...{ assigned_on: '2016-05-01', last_active_on: '2026-11-01', ...more },
  };
}

/** A complaint that a merchant answered a month ago. */
export function answerer(complaintNo: string, name: string, address: string, more: Row = {}): Row {
  return {
    ...{ complaint_no: complaintNo, shop_name: '百货', merchant_name: name },
    ...{ service_address: address, answered_on: '2026-10-20', ...more },
  };
}

/** A party of a court's list. */
export function party(ref: string, name: string, more: Row = {}): Row {
  return {
    ...{ case_no: '（2026）浙0782民初88888号', party_ref: ref, role: 'DEFENDANT' },
    ...{ party_type: 'PERSON', name, ...(more['id_number'] && { id_type: 'RESIDENT_ID' }) },
    ...more,
  };
}

function dayOf(idNumber: string): string {
  const day = idNumber.slice(6, 14);
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
