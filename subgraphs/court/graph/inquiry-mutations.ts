import type { ContactKind, Purpose } from '../../../schema/contract/codes.ts';
import { CONTACT_KINDS } from '../../../schema/contract/codes.ts';
import { PARTIES_PER_ENVELOPE } from '../../../schema/contract/warrant.ts';
import { chinaDay } from '../../kit/identifiers/china-day.ts';
import { signedIn } from '../../kit/people/signed-in.ts';
import type { CourtContext } from '../court-context.ts';
import { runRepairs } from '../repairs/run-repairs.ts';
import { verifyParties } from '../repairs/verify-parties.ts';
import { badArgument } from '../../kit/graph/graph-error.ts';
import { agenciesArgument, legalBasisArgument, uuidArgument } from './arguments.ts';
import type { CourtBuilder } from './builder.ts';
import type { CourtEnums } from './enums.ts';
import { InquiryRef } from './inquiry-ref.ts';
import type { addInquiry } from './inquiry.ts';
import { asksAgencies } from './rules.ts';

type Asked = {
  ids: readonly string[];
  purpose: Purpose;
  legalBasis: string;
  asOf?: string | null | undefined;
  agencies?: readonly string[] | null | undefined;
};

const AS_OF =
  'The day against which ages and terms are judged; today in China if left out. On one that is yet to ' +
  'come nobody is of age who is a minor today.';
const AGENCIES =
  'Codes of the agencies to ask; all that the court has accepted if left out. What comes of it ' +
  'speaks of these alone.';
const AGENCIES_ASKED =
  AGENCIES + ' Those that have told of somebody dead or protected are asked in any case.';

/** Adds `runRepairs` and `verifyParties`, which both put parties to the agencies. */
export function addInquiryMutations(
  builder: CourtBuilder,
  enums: CourtEnums,
  Inquiry: ReturnType<typeof addInquiry>,
): void {
  builder.mutationFields((t) => {
    const args = {
      ids: t.arg.idList({ required: true, description: 'Repairs, a thousand at most.' }),
      purpose: t.arg({ type: enums.purpose, required: true }),
      legalBasis: t.arg.string({
        required: true,
        description: 'The document that allows the inquiry, 4 to 200 characters.',
      }),
      asOf: t.arg({ type: 'Date', description: AS_OF }),
      agencies: t.arg.stringList({ description: AGENCIES }),
    };
    const agencies = t.arg.stringList({ description: AGENCIES_ASKED });
    const kinds = t.arg({
      type: [enums.contactKind],
      required: true,
      description: 'What is asked for, and no more; at least one.',
    });
    return {
      runRepairs: t.field({
        ...asksAgencies,
        type: Inquiry,
        nullable: true,
        args: { ...args, agencies, kinds },
        description:
          'Puts the parties of these repairs to the agencies in one inquiry. Select `repairs` and ' +
          '`followUp { repairs }` in the same request: what nobody reads lapses.',
        resolve: (_root, asked, court) => {
          if (asked.kinds.length === 0) throw badArgument('kinds', 'EMPTY');
          return putToAgencies(runRepairs, court, asked, asked.kinds);
        },
      }),
      verifyParties: t.field({
        ...asksAgencies,
        type: Inquiry,
        nullable: true,
        args,
        description:
          'Asks the agencies how the elements of these parties compare, and for no contact. ' +
          'Select `verifications` in the same request.',
        resolve: (_root, asked, court) => putToAgencies(verifyParties, court, asked, []),
      }),
    };
  });
}

async function putToAgencies(
  put: typeof runRepairs,
  court: CourtContext,
  asked: Asked,
  kinds: readonly ContactKind[],
): Promise<InquiryRef> {
  if (asked.ids.length === 0) throw badArgument('ids', 'EMPTY');
  if (asked.ids.length > PARTIES_PER_ENVELOPE) throw badArgument('ids', 'TOO_MANY');
  const authority = {
    askedBy: signedIn(court.caller).subject,
    // a judge who is a clerk too acts as one here, and must be assigned like one
    role: 'CLERK' as const,
    purpose: asked.purpose,
    legalBasis: legalBasisArgument(asked.legalBasis),
    kinds: CONTACT_KINDS.filter((kind) => kinds.includes(kind)),
  };
  const ids = asked.ids.map((id) => uuidArgument(id, 'ids'));
  const asOf = asked.asOf ?? chinaDay(court.now());
  const agencies = agenciesArgument(asked.agencies ?? court.agencies, court.agencies);
  return new InquiryRef(await put(court, { ids, asOf, authority, agencies }));
}
