import { DEAD_LINE_STATES } from '../../schema/contract/codes.ts';
import { cellReader } from '../kit/register/cell-reader.ts';
import { defineRegister } from '../kit/register/define-register.ts';
import { LINE_WORDS, lineStateOf } from './line-state-of.ts';
import { OPERATORS } from './operators.ts';
import { line } from './tables.ts';

/** telecom.csv: the operators' registers of numbers by holder, one file for all of them. */
export const register = defineRegister({
  table: line,
  persons: { name: line.name, idType: line.idType },
  columns: [
    'operator',
    'phone',
    'id_type',
    'id_number',
    'issuing_state',
    'name',
    'status',
    'assigned_on',
    'last_active_on',
  ],
  row(cells, report, asOf) {
    const read = cellReader(cells, report, asOf);
    const phone = read.phone('phone');
    const id = read.holder(
      { type: 'id_type', number: 'id_number', state: 'issuing_state' },
      phone !== null,
    );
    const name = read.name('name');
    const state = lineStateOf(read.code('status', LINE_WORDS));
    if (!read.required('phone', phone) || id === undefined) return undefined;
    // a number in service is somebody's; of one out of service nobody need be known
    if (!DEAD_LINE_STATES.includes(state) && !read.required('name', name)) return undefined;
    return {
      operator: read.code('operator', OPERATORS),
      phone,
      ...id,
      name,
      state,
      assignedOn: read.date('assigned_on'),
      lastActiveOn: read.date('last_active_on'),
    };
  },
});
