import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { REGISTRY } from '../../schema/contract/publication.ts';
import { GATEWAY } from '../../subgraphs/kit/channel/call-claims.ts';
import { CommandError } from './command-error.ts';
import { pinnedKeysFolder, prepareGatewayKeys } from './gateway-keys.ts';
import { refuseLostKeys } from './kept-keys.ts';
import { runCommand } from './run-command.ts';
import type { RunState } from './run-state.ts';
import { commonEnvironment } from './service-environment.ts';
import type { Place } from './stack-handle.ts';
import { writePublications } from './write-publications.ts';

const saidSchema = z.object({
  failed: z.object({ code: z.string(), words: z.string() }).optional(),
});

/**
 * Brings each database to its newest form and makes the keys that are missing. All of it is done
 * before the first service starts, since each pins the others' keys, and what each publishes is signed
 * with its own.
 *
 * @throws CommandError naming the service that failed, StackError when keys are gone that were there.
 */
export async function prepareServices(
  { root, home, env }: Place,
  databases: RunState['databases'],
  signal: AbortSignal,
): Promise<void> {
  await refuseLostKeys(home, [...Object.keys(databases), GATEWAY]);
  await mkdir(join(home, 'keys'), { recursive: true, mode: 0o700 });
  await mkdir(pinnedKeysFolder(home), { recursive: true, mode: 0o755 });
  await prepareGatewayKeys(home);
  const said = await runCommand({
    code: 'services',
    main: join(root, 'scripts', 'stack', 'prepare.ts'),
    args: [root, home],
    env: { ...commonEnvironment(home, env), DATABASES: JSON.stringify(databases) },
    signal,
  });
  const { failed } = saidSchema.parse(said);
  if (failed)
    throw new CommandError(failed.code, `${failed.code} prepare failed`, failed.words.split('\n'));
  if (REGISTRY in databases) await writePublications({ root, home }, Object.keys(databases));
}
