import { z } from 'zod';
import { isSecureUrl } from './is-secure-url.ts';
import { ConfigError } from './service-config.ts';

const alertEnvironment = z.object({
  ALERT_INTERVAL_MS: z.coerce.number().int().min(100).max(3_600_000).default(60_000),
  ALERT_WEBHOOK_URL: z
    .url()
    .refine(isSecureUrl, 'must be https, or http on this machine')
    .refine((text) => URL.parse(text)?.username === '', 'must hold no user')
    .optional(),
});

/** How the audit service watches and whom it tells. */
export type AlertConfig = {
  /** Milliseconds from one evaluation to the next. */
  interval: number;
  webhookUrl: string | undefined;
};

/** @throws ConfigError naming each variable that does not fit, never its value. */
export function readAlertConfig(env: NodeJS.ProcessEnv = process.env): AlertConfig {
  const { ALERT_INTERVAL_MS, ALERT_WEBHOOK_URL } = env;
  const parsed = alertEnvironment.safeParse({
    ALERT_INTERVAL_MS: ALERT_INTERVAL_MS === '' ? undefined : ALERT_INTERVAL_MS,
    ALERT_WEBHOOK_URL: ALERT_WEBHOOK_URL === '' ? undefined : ALERT_WEBHOOK_URL,
  });
  if (parsed.success) {
    const { ALERT_INTERVAL_MS: interval, ALERT_WEBHOOK_URL: webhookUrl } = parsed.data;
    return { interval, webhookUrl };
  }
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ConfigError(`The environment does not fit:\n  ${problems.join('\n  ')}`);
}
