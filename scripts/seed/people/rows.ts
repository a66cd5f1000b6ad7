export const POLICE_COLUMNS = [
  'id_type',
  'id_number',
  'issuing_state',
  'name',
  'former_name',
  'sex',
  'birth_date',
  'hukou_address',
  'phone',
  'deceased_on',
  'protected',
  'updated_on',
] as const;

export const POPULATION_COLUMNS = [
  'id_type',
  'id_number',
  'issuing_state',
  'name',
  'phone',
  'residence_address',
  'registered_on',
  'expires_on',
] as const;

export const MARKET_COLUMNS = [
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
] as const;

export const MALL_COLUMNS = [
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
] as const;

export const TELECOM_COLUMNS = [
  'operator',
  'phone',
  'id_type',
  'id_number',
  'issuing_state',
  'name',
  'status',
  'assigned_on',
  'last_active_on',
] as const;

export const COMPLAINT_COLUMNS = [
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
] as const;

export const PARTY_COLUMNS = [
  'case_no',
  'party_ref',
  'role',
  'party_type',
  'name',
  'id_type',
  'id_number',
  'issuing_state',
  'phone',
  'last_known_address',
] as const;

/** Rows of the register files of domain.md §9. */
export type PoliceRow = Record<(typeof POLICE_COLUMNS)[number], string>;
export type PopulationRow = Record<(typeof POPULATION_COLUMNS)[number], string>;
export type MarketRow = Record<(typeof MARKET_COLUMNS)[number], string>;
export type MallRow = Record<(typeof MALL_COLUMNS)[number], string>;
export type TelecomRow = Record<(typeof TELECOM_COLUMNS)[number], string>;
export type ComplaintRow = Record<(typeof COMPLAINT_COLUMNS)[number], string>;
export type PartyRow = Record<(typeof PARTY_COLUMNS)[number], string>;
