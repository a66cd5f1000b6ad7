import { cellReader } from '../kit/register/cell-reader.ts';
import { defineRegister } from '../kit/register/define-register.ts';
import { resident } from './tables.ts';

/** police.csv of domain.md §9. */
export const register = defineRegister({
  table: resident,
  persons: { name: resident.name, idType: resident.idType },
  columns: [
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
      formerName: read.name('former_name'),
      sex: read.code('sex', ['M', 'F']),
      birthDate: read.date('birth_date'),
      hukouAddress: read.text('hukou_address'),
      phone,
      // A day that cannot be read is still a death
      deceased: cells.deceased_on.trim() !== '',
      deceasedOn: read.date('deceased_on'),
      protected: read.flag('protected'),
      updatedOn: read.date('updated_on'),
    };
  },
});
