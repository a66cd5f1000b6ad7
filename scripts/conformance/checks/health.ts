import { check } from '../check.ts';
import type { Group } from '../check.ts';
import { must } from '../check-failure.ts';

/** Health is told to everybody: whoever watches over the process has no keys. */
export const health: Group = {
  name: 'health',
  checksOf: ({ client }) =>
    ['/health/live', '/health/ready'].map((path) =>
      check(`${path} answers 200 without a call's header`, async () => {
        const { status } = await client.get(path);
        must(status === 200, `HTTP status ${String(status)}`);
      }),
    ),
};
