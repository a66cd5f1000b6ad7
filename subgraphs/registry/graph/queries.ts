import { listPublications } from '../publish/list-publications.ts';
import type { ListedPublication } from '../publish/list-publications.ts';
import { readHistory } from '../publish/read-history.ts';
import type { HistoryEntry } from '../publish/read-history.ts';
import { codeArgument } from './arguments.ts';
import type { RegistryBuilder } from './builder.ts';
import { readsSchemas } from './rules.ts';

/** Adds `publications` and `history`. */
export function addQueries(builder: RegistryBuilder): void {
  const publication = addPublication(builder);
  const entry = addHistoryEntry(builder);
  builder.queryFields((t) => ({
    publications: t.field({
      ...readsSchemas,
      type: [publication],
      nullable: true,
      description: 'Every subgraph that ever published, by code.',
      resolve: (_root, _args, { db }) => listPublications(db),
    }),
    history: t.field({
      ...readsSchemas,
      type: [entry],
      nullable: true,
      description: 'What was done about one subgraph and what was refused, newest first.',
      args: { code: t.arg.string({ required: true }) },
      resolve: (_root, { code }, { db }) => readHistory(db, codeArgument(code)),
    }),
  }));
}

function addPublication(builder: RegistryBuilder) {
  return builder.objectRef<ListedPublication>('Publication').implement({
    description: 'What one subgraph has published last, and what of it is served.',
    fields: (t) => ({
      code: t.exposeString('code'),
      version: t.exposeInt('version', { description: 'The newest.' }),
      live: t.exposeInt('live', {
        nullable: true,
        description: 'What everybody gets; null where it is retired or only on trial.',
      }),
      canary: t.exposeInt('canary', { nullable: true, description: 'The version on trial.' }),
      canaryPercent: t.exposeInt('canaryPercent', {
        nullable: true,
        description: 'Of a hundred requests so many get the version on trial.',
      }),
      url: t.exposeString('url'),
      keyIds: t.exposeStringList('fingerprints', { description: 'RFC 7638 thumbprints.' }),
      publishedBy: t.exposeString('publishedBy'),
      publishedAt: t.expose('publishedAt', { type: 'DateTime' }),
    }),
  });
}

function addHistoryEntry(builder: RegistryBuilder) {
  return builder.objectRef<HistoryEntry>('SchemaHistoryEntry').implement({
    description: 'Something that was done about a subgraph, or refused.',
    fields: (t) => ({
      act: t.exposeString('act'),
      at: t.expose('at', { type: 'DateTime' }),
      version: t.exposeInt('version', { nullable: true, description: 'Since then.' }),
      by: t.exposeString('by'),
      reason: t.exposeString('reason', { nullable: true }),
      problems: t.exposeStringList('problems'),
    }),
  });
}
