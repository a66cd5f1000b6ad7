import { inArray, sql } from 'drizzle-orm';
import type { EnterpriseStatus } from '../../schema/contract/codes.ts';
import { ENTERPRISE_STATUS_MEANINGS } from '../../schema/contract/code-meanings.ts';
import type { AgencyBuilder } from '../kit/agency/agency-schema.ts';
import type { AgencyContext } from '../kit/agency/agency-context.ts';
import { allow } from '../kit/graph/allow.ts';
import { batched } from '../kit/graph/batched.ts';
import { describedValues } from '../kit/graph/described-values.ts';
import { normaliseIdentifier } from '../kit/identifiers/normalise-identifier.ts';
import { enterprise } from './tables.ts';

/** No code has another form, so there is nothing to look for. */
const CODE = /^[0-9A-Z]{18}$/u;

/** What of an enterprise anyone may see; its representative and phone are not among it. */
type PublicEnterprise = {
  uscc: string;
  name: string;
  status: EnterpriseStatus | null;
  registeredAddress: string | null;
};

const publicColumns = {
  uscc: enterprise.uscc,
  name: enterprise.enterpriseName,
  status: enterprise.status,
  registeredAddress: enterprise.registeredAddress,
};

/** Adds `enterprise(uscc)`: the register of enterprises, public by law, without persons. */
export function publish(builder: AgencyBuilder): void {
  const status = builder.enumType('EnterpriseStatus', {
    description: 'How an enterprise stands in the register.',
    values: describedValues(ENTERPRISE_STATUS_MEANINGS),
  });
  const byUscc = batched(findEnterprises);
  const Enterprise = builder.objectRef<PublicEnterprise>('Enterprise').implement({
    description: 'An enterprise as market supervision registers it; no personal field.',
    fields: (t) => ({
      uscc: t.exposeID('uscc', { description: 'Unified social credit code (GB 32100).' }),
      name: t.exposeString('name'),
      status: t.expose('status', { type: status, nullable: true }),
      registeredAddress: t.exposeString('registeredAddress', { nullable: true }),
    }),
  });
  builder.asEntity(Enterprise, {
    key: builder.selection<{ uscc: string }>('uscc'),
    resolveReference: ({ uscc }, context) => byUscc(context, uscc),
  });
  builder.queryField('enterprise', (t) =>
    t.field({
      ...allow({ scope: 'register:read' }),
      type: Enterprise,
      nullable: true,
      args: { uscc: t.arg.id({ required: true }) },
      resolve: (_root, { uscc }, context) => {
        const code = normaliseIdentifier(uscc);
        return CODE.test(code) ? byUscc(context, code) : null;
      },
    }),
  );
}

/** An enterprise that stands in the register several times is shown as it was last updated. */
async function findEnterprises({ db }: AgencyContext, usccs: readonly string[]) {
  const rows: PublicEnterprise[] = await db
    .select(publicColumns)
    .from(enterprise)
    .where(inArray(enterprise.uscc, [...usccs]))
    .orderBy(sql`${enterprise.updatedOn} asc nulls first`, enterprise.id);
  // of several the last one stays
  const byUscc = new Map(rows.map((row) => [row.uscc, row]));
  return usccs.map((uscc) => byUscc.get(uscc) ?? null);
}
