import { inArray, sql } from 'drizzle-orm';
import type { AgencyBuilder } from '../kit/agency/agency-schema.ts';
import type { AgencyContext } from '../kit/agency/agency-context.ts';
import { allow } from '../kit/graph/allow.ts';
import { batched } from '../kit/graph/batched.ts';
import { lease } from './tables.ts';

/** What of a stall anyone may see; its tenant is not among it. */
type PublicStall = {
  boothNo: string;
  address: string | null;
  shopName: string | null;
  uscc: string | null;
};

const publicColumns = {
  boothNo: lease.boothNo,
  address: lease.boothAddress,
  shopName: lease.shopName,
  uscc: lease.uscc,
};

/** Adds `stall(boothNo)` and the stalls of an enterprise, without tenants. */
export function publish(builder: AgencyBuilder): void {
  const stallByBooth = batched(findByBooth);
  const stallsByUscc = batched(findByUscc);
  const Stall = builder.objectRef<PublicStall>('Stall');
  const Enterprise = builder.objectRef<{ uscc: string }>('Enterprise').implement({
    fields: (t) => ({
      uscc: t.exposeID('uscc'),
      stalls: t.field({
        type: [Stall],
        nullable: true,
        description: 'Stalls leased under the enterprise.',
        resolve: ({ uscc }, _args, context) => stallsByUscc(context, uscc),
      }),
    }),
  });
  Stall.implement({
    description: 'A stall of the market; no personal field.',
    fields: (t) => ({
      boothNo: t.exposeID('boothNo'),
      address: t.exposeString('address', { nullable: true }),
      shopName: t.exposeString('shopName', { nullable: true }),
      enterprise: t.field({
        type: Enterprise,
        nullable: true,
        resolve: ({ uscc }) => (uscc === null ? null : { uscc }),
      }),
    }),
  });
  builder.asEntity(Enterprise, {
    key: builder.selection<{ uscc: string }>('uscc'),
    resolveReference: ({ uscc }) => ({ uscc }),
  });
  builder.asEntity(Stall, {
    key: builder.selection<{ boothNo: string }>('boothNo'),
    resolveReference: ({ boothNo }, context) => stallByBooth(context, boothNo),
  });
  builder.queryField('stall', (t) =>
    t.field({
      ...allow({ scope: 'register:read' }),
      type: Stall,
      nullable: true,
      args: { boothNo: t.arg.id({ required: true }) },
      resolve: (_root, { boothNo }, context) =>
        /\p{Cc}/u.test(boothNo) ? null : stallByBooth(context, boothNo.trim()),
    }),
  );
}

/**
 * A booth that was let several times is shown as it was let last. Of a lease without a beginning that
 * is not known: it comes after all others.
 */
async function findByBooth({ db }: AgencyContext, boothNos: readonly string[]) {
  const rows: PublicStall[] = await db
    .select(publicColumns)
    .from(lease)
    .where(inArray(lease.boothNo, [...boothNos]))
    .orderBy(
      ...[
        sql`${lease.leaseFrom} desc nulls last`,
        sql`${lease.updatedOn} desc nulls last`,
        lease.id,
      ],
    );
  const byBooth = Map.groupBy(rows, (row) => row.boothNo);
  return boothNos.map((boothNo) => byBooth.get(boothNo)?.[0] ?? null);
}

async function findByUscc({ db }: AgencyContext, usccs: readonly string[]) {
  const rows: PublicStall[] = await db
    .select(publicColumns)
    .from(lease)
    .where(inArray(lease.uscc, [...usccs]))
    .orderBy(lease.boothNo);
  const byUscc = Map.groupBy(rows, (row) => row.uscc);
  return usccs.map((uscc) => byUscc.get(uscc) ?? []);
}
