import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { HeldPerson } from '../../scripts/conformance/vector-files.ts';
import { freePorts } from '../../scripts/stack/free-ports.ts';
import { isReady } from '../../scripts/stack/is-ready.ts';

const peer = join(import.meta.dirname, '..', 'conformance', 'peer');

/** The agency in Python, serving as its own process. */
export type ServedPeer = AsyncDisposable & {
  /** Without a path. */
  url: string;
  /** All it said so far. */
  said: () => string;
};

export type PeerOptions = {
  python: string;
  /** Holds its private keys, its register and what it has seen. */
  folder: string;
  /** Whose keys it accepts; its own public half is written there too. */
  pinned: string;
  people: readonly HeldPerson[];
  /** One of `faulty.py`, which the peer then has. */
  fault?: string;
};

/** Makes the peer's keys, where it has none, and writes the half that others pin. */
async function makePeerKeys({ python, folder, pinned }: PeerOptions): Promise<void> {
  const env = environmentOf(folder, pinned);
  await promisify(execFile)(python, [join(peer, 'peer.py'), 'keys'], { env });
}

/** Starts the peer over a register of these people. @throws with its words when it ends at once */
export async function servedPeer(options: PeerOptions): Promise<ServedPeer> {
  const { python, folder, pinned, people, fault } = options;
  await makePeerKeys(options);
  await writeFile(join(folder, 'register.csv'), registerOf(people));
  const [port = 0] = await freePorts(1);
  const main = join(peer, fault === undefined ? 'peer.py' : 'faulty.py');
  const child = spawn(python, [main, 'serve'], {
    env: { ...environmentOf(folder, pinned), PORT: String(port), FAULT: fault, STOP_AT_EOF: '1' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  const url = `http://127.0.0.1:${String(port)}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The peer ended: ${said.join('')}`);
    await sleep(50);
  }
  return {
    url,
    said: () => said.join(''),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function environmentOf(folder: string, pinned: string) {
  return {
    PATH: process.env['PATH'],
    PYTHONDONTWRITEBYTECODE: '1',
    KEYS_FILE: join(folder, 'peer.jwks.json'),
    PINNED_KEYS_DIR: pinned,
    REGISTER_FILE: join(folder, 'register.csv'),
    SEEN_FILE: join(folder, 'seen.sqlite'),
  };
}

const COLUMNS =
  'id_type,id_number,issuing_state,name,former_name,phone,birth_date,address,deceased,protected,organisation,observed_on';

function registerOf(people: readonly HeldPerson[]): string {
  const yes = (flag: boolean) => (flag ? 'yes' : '');
  const lines = people.map(({ id, contacts, formerNames, ...person }) =>
    [
      ...[id?.type, id?.number, id?.issuingState, person.name, formerNames.join(';')],
      ...[person.phone, person.birthDate, contacts.find(({ kind }) => kind === 'ADDRESS')?.value],
      ...[yes(person.deceased), yes(person.protected), yes(person.organisation)],
      person.observedOn,
    ]
      .map((cell) => `"${cell ?? ''}"`)
      .join(','),
  );
  return [COLUMNS, ...lines, ''].join('\n');
}
