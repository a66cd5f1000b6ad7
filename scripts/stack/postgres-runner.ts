import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot } from './is-root.ts';
import type { Binaries } from './postgres-binaries.ts';
import { StackError } from './stack-error.ts';

/** A command line that runs a program the way PostgreSQL must be run here. */
export type Prefix = { command: string[]; ids: { uid?: number; gid?: number } };

/** How PostgreSQL is run here: from where, as whom, and through what. */
export type Runner = Prefix & {
  binaries: Binaries;
  /** The account that must own the data; undefined for the one that runs this. */
  account: Account | undefined;
  /** Removes what was made only for this run. */
  dispose(): Promise<void>;
};

export type Account = { uid: number; gid: number };

const PLAIN: Prefix = { command: [], ids: {} };
const nothing = (): Promise<void> => Promise.resolve();

/**
 * Finds a way that works, trying the one with the fewest rights first. As root the server runs as
 * an account without rights. Where that account cannot pass through the folders above the clone or
 * the home, it is given the one capability to do so (`CAP_DAC_OVERRIDE`, which containers have by
 * default; access(2) counts it only with the secure bit `no_setuid_fixup`). Without setpriv the
 * programs are copied to where it can read them.
 *
 * @throws StackError when root cannot run it in any of these ways.
 */
export async function chooseRunner(home: string, binaries: Binaries): Promise<Runner> {
  const ending = dyingWithParent();
  if (!isRoot()) {
    const prefix = ending.length === 0 ? PLAIN : { command: ['setpriv', ...ending, '--'], ids: {} };
    return { ...prefix, binaries, account: undefined, dispose: nothing };
  }
  const account = await accountFor(home);
  const plain = asAccount(account, ending);
  const ways = ending.length === 0 ? [plain] : [plain, withCapability(account, ending)];
  const way = ways.find((prefix) => reaches(prefix, [home, ...programs(binaries)]));
  if (way) return { ...way, binaries, account, dispose: nothing };
  if (reaches(plain, [home])) return copied(plain, account, binaries);
  throw new StackError(
    `PostgreSQL does not run as root, and user ${account.uid} cannot reach ${home}. ` +
      'Choose a --home it can reach, or name another PostgreSQL in DATABASE_URL.',
  );
}

/** The owner of the data that is there, else `nobody`. */
async function accountFor(home: string): Promise<Account> {
  const owner = await stat(join(home, 'postgres')).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout, 10),
  );
  if (uid && gid) return { uid, gid };
  throw new StackError(
    'PostgreSQL does not run as root and there is no user nobody to run it as. ' +
      'Run this as another user, or name another PostgreSQL in DATABASE_URL.',
  );
}

/** setpriv's option that has the kernel stop the server when this process is gone (Linux). */
function dyingWithParent(): string[] {
  const option = ['--pdeathsig', 'INT'];
  return spawnSync('setpriv', [...option, '--', 'true']).status === 0 ? option : [];
}

function asAccount({ uid, gid }: Account, ending: string[]): Prefix {
  if (ending.length === 0) return { command: [], ids: { uid, gid } };
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs'];
  return { command: ['setpriv', ...ids, ...ending, '--'], ids: {} };
}

function withCapability(account: Account, ending: string[]): Prefix {
  const rights = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const plain = asAccount(account, ending).command.slice(0, -1);
  return { command: [...plain, ...rights, '--securebits=+no_setuid_fixup', '--'], ids: {} };
}

function programs({ folder }: Binaries): string[] {
  const parts = ['bin/initdb', 'bin/postgres', 'lib', 'share/postgresql/postgres.bki'];
  return parts.map((part) => join(folder, part));
}

/** Whether a process started so may pass through each folder and read each file. */
function reaches({ command, ids }: Prefix, paths: string[]): boolean {
  const script =
    'for p; do if test -d "$p"; then test -x "$p"; else test -r "$p"; fi || exit; done';
  const [file = 'sh', ...args] = [...command, 'sh', '-c', script, 'sh', ...paths];
  return spawnSync(file, args, { ...ids, cwd: '/', stdio: 'ignore' }).status === 0;
}

async function copied(prefix: Prefix, account: Account, from: Binaries): Promise<Runner> {
  const folder = join(tmpdir(), `relink-postgres-${randomBytes(8).toString('hex')}`);
  await mkdir(folder, { mode: 0o755 });
  await chmod(folder, 0o755);
  await cp(from.folder, folder, { recursive: true, verbatimSymlinks: true });
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { ...prefix, binaries: { folder }, account, dispose };
}
