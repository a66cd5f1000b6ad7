import {
  ExponentialBackoff,
  handleAll,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
  isTaskCancelledError,
} from 'cockatiel';
import { request } from 'undici';
import { ALERT_SIGNATURE } from '../../../../schema/contract/alert.ts';

export type Post = {
  url: string;
  /** The idempotency key. */
  id: string;
  body: string;
  /** Detached JWS over the body. */
  signature: string;
};

export type PostPatience = {
  /** Milliseconds that one try may take. */
  limit: number;
  /** Further tries right away, before the delivery is put back to wait. */
  retries: number;
  /** Milliseconds to the second try, twice as many to the next. */
  pause: number;
};

const PATIENCE: PostPatience = { limit: 10_000, retries: 2, pause: 1000 };

/** Not delivered; the code says why, and holds nothing that the receiver said. */
class DeliveryFailure extends Error {
  override name = 'DeliveryFailure';
  readonly code: string;

  constructor(code: string) {
    super(`The webhook did not take an alert: ${code}`);
    this.code = code;
  }
}

/**
 * Posts one alert. Only 2xx is a delivery; a redirect is none, since what it leads to was named by
 * nobody here. Tried a few times with growing pauses.
 *
 * @returns undefined when it was taken, else a code: `HTTP_503`, `TIMEOUT`, `ECONNREFUSED`
 */
export async function postAlert(
  post: Post,
  { limit, retries, pause }: PostPatience = PATIENCE,
): Promise<string | undefined> {
  const policy = wrap(
    retry(handleAll, {
      maxAttempts: retries,
      backoff: new ExponentialBackoff({ initialDelay: pause }),
    }),
    timeout(limit, TimeoutStrategy.Aggressive),
  );
  try {
    await policy.execute(({ signal }) => postOnce(post, signal));
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

async function postOnce({ url, id, body, signature }: Post, signal: AbortSignal): Promise<void> {
  // undici follows no redirect unless it is told to
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': id,
      [ALERT_SIGNATURE]: signature,
    },
    body,
    signal,
  });
  await answer.dump({ limit: 4096, signal });
  if (statusCode < 200 || statusCode > 299) throw new DeliveryFailure(`HTTP_${String(statusCode)}`);
}

function codeOf(error: unknown): string {
  if (isTaskCancelledError(error)) return 'TIMEOUT';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'FAILED';
}
