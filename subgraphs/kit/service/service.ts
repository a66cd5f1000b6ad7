import type { GraphQLSchema } from 'graphql';
import type { ServiceConfig } from '../config/service-config.ts';
import type { Connection } from '../database/connect.ts';
import type { Rights } from '../database/grant-use.ts';
import type { Progress } from '../register/progress-ticker.ts';
import type { Logger } from '../log/logger.ts';

export type ImportRequest = {
  file: string;
  rejectsFile: string;
  force: boolean;
  onProgress: (progress: Progress) => void;
};

/** What a service has at hand while it serves. */
export type ServiceResources = { config: ServiceConfig; connection: Connection; log: Logger };

/**
 * One subgraph as a process: what it answers, what it stores, what it takes in. Every folder of
 * `subgraphs` but the kit exports one as `service`.
 */
export type Service = {
  code: string;
  title: string;
  schema: GraphQLSchema;
  /** Folder of its migrations. */
  migrations: string;
  /** What the role that serves may do with each table. */
  rights: Rights;
  /** The context of its resolvers. */
  open: (resources: ServiceResources) => Promise<object>;
  /** Takes a CSV file in, as the role that owns the tables; counts by name. */
  importFile: (
    config: ServiceConfig,
    request: ImportRequest,
  ) => Promise<Record<string, number | string>>;
};
