import type { AskedParty, IdNumber } from '../../../schema/contract/warrant.ts';
import { PARTY_TYPES } from '../../../schema/contract/codes.ts';
import type { PartyType, RepairFlag, RepairStatus } from '../../../schema/contract/codes.ts';
import type { InputField, InputReason } from '../../../schema/contract/input-problems.ts';
import { parseIdNumber } from '../../kit/identifiers/parse-id-number.ts';
import { parsePhone } from '../../kit/identifiers/parse-phone.ts';
import type { TypedParty } from './typed-party.ts';

/** The elements of a party in the form in which they are put to agencies. */
export type Elements = Pick<AskedParty, 'partyType' | 'name' | 'id' | 'phone'>;

/** One element that was refused: which field, which rule; never its value. */
export type Problem = { field: InputField; reason: InputReason };

export type Screened =
  | { ask: Elements }
  | {
      settled: Extract<RepairStatus, 'REJECTED' | 'NEEDS_REVIEW'>;
      flags: RepairFlag[];
      problems: Problem[];
    };

const NAME_LENGTH = 200;

/**
 * Decides whether a party may be put to agencies at all: well-formed elements, at least two of
 * name, ID number and phone, one of them the ID number or the phone. Nothing is guessed or mended.
 */
export function screenParty(typed: TypedParty, asOf: string): Screened {
  const problems: Problem[] = [];
  const partyType = screenType(typed, problems);
  const name = screenName(typed, problems);
  const id = screenId(typed, { partyType, asOf }, problems);
  const phone = screenPhone(typed, problems);
  if (problems.length > 0 || partyType === undefined) {
    return { settled: 'REJECTED', flags: ['INVALID_INPUT'], problems };
  }
  if (id === undefined ? name === undefined || phone === undefined : !(name ?? phone)) {
    return { settled: 'REJECTED', flags: ['INSUFFICIENT_IDENTIFIERS'], problems };
  }
  if (id?.needsReview) return { settled: 'NEEDS_REVIEW', flags: ['LEGACY_ID'], problems };
  return {
    ask: {
      partyType,
      ...(name === undefined ? {} : { name }),
      ...(id === undefined ? {} : { id: id.id }),
      ...(phone === undefined ? {} : { phone }),
    },
  };
}

function screenType(typed: TypedParty, problems: Problem[]): PartyType | undefined {
  const wanted = typed.partyType.normalize('NFKC').trim().toUpperCase();
  const known = PARTY_TYPES.find((type) => type === wanted);
  if (known === undefined) problems.push({ field: 'party_type', reason: 'UNKNOWN_VALUE' });
  return known;
}

function screenName(typed: TypedParty, problems: Problem[]): string | undefined {
  const name = typed.name.normalize('NFKC').trim();
  if (name === '') return undefined;
  if (/\p{Cc}/u.test(name)) problems.push({ field: 'name', reason: 'CONTROL_CHARACTER' });
  if (name.length > NAME_LENGTH) problems.push({ field: 'name', reason: 'TOO_LONG' });
  return name;
}

function screenId(
  typed: TypedParty,
  { partyType, asOf }: { partyType: PartyType | undefined; asOf: string },
  problems: Problem[],
): { id: IdNumber; needsReview: boolean } | undefined {
  if (typed.idNumber.trim() === '') return undefined;
  const parsed = parseIdNumber(
    { type: typed.idType, number: typed.idNumber, issuingState: typed.issuingState },
    { asOf },
  );
  if (!parsed.ok) {
    problems.push({ field: parsed.field, reason: parsed.reason });
    return undefined;
  }
  const organisation = partyType === 'ORGANISATION';
  if (organisation !== (parsed.id.type === 'USCC')) {
    const reason = organisation ? 'NOT_AN_ORGANISATION_CODE' : 'NOT_A_PERSONAL_NUMBER';
    problems.push({ field: 'id_type', reason });
  }
  return { id: parsed.id, needsReview: parsed.needsReview };
}

function screenPhone(typed: TypedParty, problems: Problem[]): string | undefined {
  if (typed.phone.trim() === '') return undefined;
  const parsed = parsePhone(typed.phone);
  if (parsed.ok) return parsed.e164;
  problems.push({ field: 'phone', reason: parsed.reason });
  return undefined;
}
