import { z } from 'zod';

/** What the page must know of where it is: `/settings.json`. */
export const settingsSchema = z.object({
  /** The address that proofs of possession name, whatever the page itself sends to. */
  graph: z.url(),
  authorizationEndpoint: z.url(),
  tokenEndpoint: z.url(),
});
export type Settings = z.infer<typeof settingsSchema>;
