import { AGENCY_STATUS_MEANINGS } from '../../../schema/contract/code-meanings.ts';
import type { AgencyStatus } from '../../../schema/contract/codes.ts';
import type { AskedContext, GraphBuilder } from './create-builder.ts';
import { describedValues } from './described-values.ts';

/** What one agency sends back of one inquiry. `sealed` only the court can open. */
export type AgencyReplyShape = {
  status: AgencyStatus;
  answeredAt: Date | null;
  sealed: string | null;
};

/** Adds the value type that every agency and the court define alike. */
export function addAgencyReply<Context extends AskedContext>(builder: GraphBuilder<Context>) {
  const status = builder.enumType('AgencyStatus', {
    description: 'What an agency says of an inquiry as a whole.',
    values: describedValues(AGENCY_STATUS_MEANINGS),
  });
  const reply = builder.objectRef<AgencyReplyShape>('AgencyReply').implement({
    shareable: true,
    description: "One agency's answer to one inquiry. What it says of the parties is sealed.",
    fields: (t) => ({
      status: t.expose('status', { type: status }),
      answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
      sealed: t.exposeString('sealed', { nullable: true, inaccessible: true }),
    }),
  });
  return { status, reply };
}
