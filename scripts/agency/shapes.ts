import { z } from 'zod';
import { present } from '../../schema/client/present.ts';

/** What the registry answers, as far as the command shows it. */
export const resultShape = z.object({
  result: present(
    z.object({
      release: z.int().nullable(),
      version: z.int().nullable(),
      changes: z.array(z.object({ level: z.string(), path: z.string(), message: z.string() })),
      problems: z.array(
        z.object({
          code: z.string(),
          message: z.string(),
          subgraph: z.string().nullable(),
          line: z.int().nullable(),
          column: z.int().nullable(),
        }),
      ),
    }),
  ),
});
export type Result = z.infer<typeof resultShape>['result'];

export const publicationsShape = z.object({
  publications: present(
    z.array(
      z.object({
        code: z.string(),
        version: z.int(),
        live: z.int().nullable(),
        canary: z.int().nullable(),
        canaryPercent: z.int().nullable(),
        url: z.string(),
        publishedBy: z.string(),
        publishedAt: z.string(),
      }),
    ),
  ),
});

export const historyShape = z.object({
  history: present(
    z.array(
      z.object({
        at: z.string(),
        act: z.string(),
        version: z.int().nullable(),
        by: z.string(),
        reason: z.string().nullable(),
        problems: z.array(z.string()),
      }),
    ),
  ),
});
