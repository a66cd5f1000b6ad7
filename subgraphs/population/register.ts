import { cellReader } from '../kit/register/cell-reader.ts';
import { defineRegister } from '../kit/register/define-register.ts';
import { residence } from './tables.ts';

/** population.csv of domain.md §9. */
export const register = defineRegister({
  table: residence,
  persons: { name: residence.name, idType: residence.idType },
  columns: [
    'id_type',
    'id_number',
    'issuing_state',
    'name',
    'phone',
    'residence_address',
    'registered_on',
    'expires_on',
  ],
  row(cells, report, asOf) {
    const read = cellReader(cells, report, asOf);
    const phone = read.phone('phone');
    const id = read.holder(
      { type: 'id_type', number: 'id_number', state: 'issuing_state' },
      phone !== null,
    );
    const name = read.name('name');
    if (!read.required('name', name) || id === undefined) return undefined;
    return {
      ...id,
      name,
      phone,
      residenceAddress: read.text('residence_address'),
      registeredOn: read.date('registered_on'),
      expiresOn: read.date('expires_on'),
    };
  },
});
