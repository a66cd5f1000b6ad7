import { z } from 'zod';

const unreadySchema = z.object({ lacks: z.string() });

/** What a service that is not ready lacks, in its own words at `/health/ready`. */
export async function readLack(url: string): Promise<string> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return unreadySchema.parse(await response.json()).lacks;
  } catch {
    return 'its gateway does not answer';
  }
}
