import type { Evidence } from '../../../schema/contract/reply.ts';
import type { AgencyAnswerShape, LeftOutShape, RepairShape } from '../repairs/repair-shape.ts';
import type { CourtBuilder } from './builder.ts';
import { addContact } from './contact.ts';
import type { CourtEnums } from './enums.ts';
import { carriesCases } from './rules.ts';
import type { SharedTypes } from './shared-types.ts';

/** Adds `Repair` and what belongs to it. */
export function addRepair(builder: CourtBuilder, enums: CourtEnums, shared: SharedTypes) {
  const contact = addContact(builder, enums);
  const answer = addAgencyAnswer(builder, enums, shared);
  const Repair = builder.objectRef<RepairShape>('Repair');
  Repair.implement({
    ...carriesCases,
    description: 'The search for a way to reach one party (失联修复).',
    fields: (t) => ({
      id: t.exposeID('id'),
      caseNo: t.exposeString('caseNo'),
      partyRef: t.exposeString('partyRef', { description: 'The party in that list; no name.' }),
      role: t.exposeString('role', { description: 'In the case, as the list has it.' }),
      partyType: t.exposeString('partyType', {
        description: 'A `PartyType`, or whatever else the list has where that is at fault.',
      }),
      status: t.expose('status', { type: enums.repairStatus }),
      flags: t.expose('flags', { type: [enums.repairFlag] }),
      problems: t.field({ type: [shared.problem], resolve: (repair) => repair.problems }),
      agencies: t.field({ type: [answer], resolve: (repair) => repair.agencies }),
      contacts: t.field({
        type: [contact],
        description: 'In the order in which the law wants them tried, phones and addresses apart.',
        resolve: (repair) => (repair.status === 'OPEN' ? [] : repair.contacts),
      }),
      asOf: t.expose('asOf', {
        type: 'Date',
        nullable: true,
        description: 'The day against which ages and terms were judged.',
      }),
      settledAt: t.expose('settledAt', {
        type: 'DateTime',
        nullable: true,
        description: 'Null while it is open, and where it is not for who reads.',
      }),
      inquiry: t.exposeID('inquiryId', {
        nullable: true,
        description:
          'The inquiry that settled it, or that it waits for. One that was cut off is gone on with ' +
          'by running its repairs again, those and no others.',
      }),
      purpose: t.expose('purpose', {
        type: enums.purpose,
        nullable: true,
        description: 'Of that inquiry.',
      }),
    }),
  });
  addLeftOut(builder, enums, Repair);
  return Repair;
}

function addLeftOut(
  builder: CourtBuilder,
  enums: CourtEnums,
  Repair: ReturnType<typeof addRepair>,
): void {
  const phone = builder.objectRef<LeftOutShape>('LeftOutPhone').implement({
    ...carriesCases,
    description:
      'A phone that is no contact, and why. Of whoever may have it now nothing is said, nor which ' +
      'agency said so.',
    fields: (t) => ({
      masked: t.exposeString('masked', { description: '138****5678.' }),
      flag: t.expose('flag', {
        type: enums.repairFlag,
        description: 'The flag of the repair that it stands for.',
      }),
      asked: t.exposeBoolean('asked', {
        description: 'Whether it is the phone that was asked with; if not, a register held it.',
      }),
    }),
  });
  builder.objectField(Repair, 'leftOut', (t) =>
    t.field({
      type: [phone],
      description:
        'Which phones PHONE_REASSIGNED and PHONE_DEAD among the flags speak of. Kept and shown as ' +
        'contacts are.',
      resolve: (repair) => (repair.status === 'OPEN' ? [] : repair.leftOut),
    }),
  );
}

function addAgencyAnswer(builder: CourtBuilder, enums: CourtEnums, shared: SharedTypes) {
  const evidence = builder.objectRef<Evidence>('Evidence').implement({
    description:
      'What one element adds to the strength of a match, in bits (Fellegi and Sunter, 1969). ' +
      'It explains and orders; it decides nothing.',
    fields: (t) => ({
      element: t.exposeString('element', { description: '`name`, `idNumber` or `phone`.' }),
      verdict: t.expose('verdict', { type: enums.verdict }),
      bits: t.exposeFloat('bits'),
    }),
  });
  return builder.objectRef<AgencyAnswerShape>('AgencyAnswer').implement({
    ...carriesCases,
    description: 'What one agency said of the party, without any value.',
    fields: (t) => ({
      agency: t.exposeString('agency'),
      status: t.expose('status', { type: enums.agencyStatus }),
      outcome: t.expose('outcome', {
        type: enums.outcome,
        nullable: true,
        description:
          'Null while the agency has said nothing of the party, and where what it said would tell ' +
          'where a protected person is.',
      }),
      elements: t.field({
        type: shared.elements,
        nullable: true,
        resolve: (said) => (said.outcome === null ? null : said),
      }),
      nameReason: t.expose('nameReason', { type: enums.nameReason, nullable: true }),
      blockedBy: t.expose('blockedBy', { type: enums.blockReason, nullable: true }),
      withheld: t.expose('withheld', {
        type: [enums.contactKind],
        description: 'Kinds that were asked for and that the agency’s own policy keeps back.',
      }),
      evidence: t.field({ type: [evidence], resolve: (said) => said.evidence }),
    }),
  });
}
