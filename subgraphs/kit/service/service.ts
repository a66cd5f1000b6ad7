import type { GraphQLSchema } from 'graphql';
import type { ReasonOf } from '../audit/run-ask.ts';
import type { ServiceConfig } from '../config/service-config.ts';
import type { Connection } from '../database/connect.ts';
import type { Rights } from '../database/grant-use.ts';
import type { ServiceLedger } from '../ledger/service-ledger.ts';
import type { Progress } from '../register/progress-ticker.ts';
import type { Logger } from '../log/logger.ts';
import type { Route } from '../server/route.ts';

export type ImportRequest = {
  file: string;
  rejectsFile: string;
  force: boolean;
  onProgress: (progress: Progress) => void;
};

/** Counts by name, and at most an id or so beside them; printed as one line of JSON. */
export type Counts = Record<string, number | string>;

/** Takes a CSV file in, as the role that owns the tables. */
export type ImportFile = (config: ServiceConfig, request: ImportRequest) => Promise<Counts>;

/** One more thing that a service does on the command line. */
export type OwnCommand = { description: string } & (
  | { importFile: ImportFile }
  /** Without a file. */
  | { run: (config: ServiceConfig) => Promise<Counts> }
);

/** What a service has at hand while it serves. */
export type ServiceResources = {
  config: ServiceConfig;
  connection: Connection;
  log: Logger;
  ledger: ServiceLedger;
};

/**
 * What a service's resolvers work with, but for `caller`, which each request brings along, and for
 * `answerAudit`, which is the same for every service (`../audit/audit-field.ts`).
 */
export type ServiceContext = {
  /** Stated reasons of entries, where the service keeps them apart from its ledger. */
  reasonOf?: ReasonOf;
  /** Where others answer, where the service keeps that (the registry). */
  addressesOf?: () => Promise<Readonly<Record<string, string>>>;
  [name: string]: unknown;
};

/**
 * One subgraph as a process: what it answers, what it stores, what it takes in. Every folder of
 * `subgraphs` but the kit exports one as `service`.
 */
export type Service = {
  code: string;
  title: string;
  /** The same in Chinese, as the report says it that a person is handed. */
  titleZh: string;
  /**
   * Whether the tokens and proofs of people come here, to be verified once more. Where they do not,
   * a caller's roles and scopes are what the gateway says they are.
   */
  servesPeople: boolean;
  schema: GraphQLSchema;
  /** Folder of its migrations. */
  migrations: string;
  /** What the role that serves may do with each table. */
  rights: Rights;
  open: (resources: ServiceResources) => Promise<ServiceContext>;
  /** What else the gateway may post to it, by path; admitted as a call of the graph is. */
  routes?: (resources: ServiceResources) => Readonly<Record<string, Route>>;
  /** For a service that takes in a register or a list. */
  importFile?: ImportFile;
  /** Commands of its own by name, beside those that every service has. */
  commands?: Readonly<Record<string, OwnCommand>>;
};
