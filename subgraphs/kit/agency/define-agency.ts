import type { PgTable } from 'drizzle-orm/pg-core';
import { ConfigError, required } from '../config/service-config.ts';
import type { Database } from '../database/connect.ts';
import { importRegister } from '../register/import-register.ts';
import type { Register } from '../register/define-register.ts';
import { importLog, nameFrequency } from '../register/tables.ts';
import type { Service, ServiceResources } from '../service/service.ts';
import { openKeyRing } from '../service/key-ring.ts';
import type { AgencyContext } from './agency-context.ts';
import type { AgencyPolicy } from './agency-policy.ts';
import { agencySchema } from './agency-schema.ts';
import type { AgencyBuilder } from './agency-schema.ts';
import { answerInquiry } from './answer-inquiry.ts';
import { givenReply } from './given-replies.ts';
import { loadPolicy } from './load-policy.ts';
import { recordImport } from './record-import.ts';
import { recordPolicy } from './record-policy.ts';
import type { LookUp } from './reply-to-parties.ts';
import { seenInquiry } from './seen-inquiries.ts';

/** What an agency writes; everything else it gets. */
export type AgencyDefinition = {
  /** Lower-case; names its field on `Inquiry`, its keys, its database. */
  code: string;
  /** What people call it. */
  title: string;
  /** The same in Chinese, as the report says it that a person is handed. */
  titleZh: string;
  /** Folder of its migrations. */
  migrations: string;
  /** Its register: the table, and how a row of CSV becomes a row of it. */
  register: Register;
  /** Finds all parties of an inquiry in a fixed number of statements. */
  lookUp: LookUp;
  /** Whom it answers and what it lets out; an installation may change it by `POLICY_FILE`. */
  policy: AgencyPolicy;
  /** Adds to the graph what of the register is public by law. No personal field belongs here. */
  publish?: (builder: AgencyBuilder) => void;
};

/** An agency as a service: subgraph, database, import, sealing, health, from one definition. */
export function defineAgency(agency: AgencyDefinition): Service {
  const registerTable: PgTable = agency.register.table;
  return {
    code: agency.code,
    title: agency.title,
    titleZh: agency.titleZh,
    servesPeople: false,
    schema: agencySchema(agency.code, agency.publish),
    migrations: agency.migrations,
    rights: { read: [registerTable, importLog, nameFrequency], write: [seenInquiry, givenReply] },
    open: (resources) => openAgency(agency, resources),
    importFile: (config, request) =>
      importRegister(
        required(config.migrationDatabaseUrl, 'MIGRATION_DATABASE_URL'),
        agency.register,
        request.file,
        { ...request, record: recordImport(agency.code) },
      ),
  };
}

async function openAgency(
  agency: AgencyDefinition,
  { config, connection, log, ledger }: ServiceResources,
): Promise<Omit<AgencyContext, 'caller' | 'answerAudit'>> {
  const now = () => new Date();
  const policy = await loadPolicy(agency.policy, config.policyFile);
  const keys = await openKeyRing({ config, log, now });
  const { pinned } = await keys();
  if (!policy.courts.some((code) => pinned.has(code))) {
    throw new ConfigError('PINNED_KEYS_DIR holds no keys of a court that the policy names');
  }
  const { db } = connection;
  await recordPolicy({ db, ledger, code: agency.code, now }, policy);
  const answering = {
    ...{ code: agency.code, db, log, ledger, keys, policy, now },
    lookUp: agency.lookUp,
    isLoaded: onceTrue(() => hasRegister(db)),
  };
  return { db, replyTo: (envelope) => answerInquiry(answering, envelope) };
}

async function hasRegister(db: Database): Promise<boolean> {
  const rows = await db.select({ id: importLog.id }).from(importLog).limit(1);
  return rows.length > 0;
}

/** Asks until the answer is yes, and not again after that. */
function onceTrue(ask: () => Promise<boolean>): () => Promise<boolean> {
  let known = false;
  return async () => (known ||= await ask());
}
