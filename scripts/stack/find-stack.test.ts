import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../tests/support/temp-folder.ts';
import { findStack } from './find-stack.ts';
import { writePrivateJson } from './private-json.ts';
import { identify } from './processes.ts';
import type { ProcessIdentity } from './processes.ts';
import { runStateFile } from './run-state.ts';

/** A gateway that says 503 so many times, and then that it is ready. @returns its address */
async function gatewayUnready(times: number): Promise<string> {
  const asked = { times: 0 };
  const server = createServer((_, response) => {
    asked.times += 1;
    const lacks = JSON.stringify({
      status: 'not ready',
      lacks: 'the audit service does not answer',
    });
    response.writeHead(asked.times > times ? 200 : 503).end(lacks);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  // a server that listens on TCP has an address of this form
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function findHeldBy(
  holder: ProcessIdentity | undefined,
  gatewayUrl: string,
  patience?: number,
) {
  await using folder = await tempFolder();
  const rest = { subgraphUrls: {}, pids: {}, databases: {} };
  const state = { holder, gatewayUrl, issuer: gatewayUrl, ...rest };
  await writePrivateJson(runStateFile(folder.path), state);
  return await findStack(folder.path, join(folder.path, 'repo'), patience);
}

test('a stack whose gateway is not ready for a moment is found all the same', async () => {
  const gatewayUrl = await gatewayUnready(3);
  expect(await findHeldBy(identify(process.pid), gatewayUrl)).toMatchObject({ gatewayUrl });
});

test('one that nobody holds any more is not waited for', async () => {
  const gone = { pid: 2 ** 22 + 1, started: 'boot:1' };
  expect(await findHeldBy(gone, await gatewayUnready(Infinity))).toBeUndefined();
});

test('one whose gateway stays unready is told, with what it lacks and what to do', async () => {
  const finding = findHeldBy(identify(process.pid), await gatewayUnready(Infinity), 300);
  await expect(finding).rejects.toThrow(
    /\(process \d+\) is not ready: the audit service does not answer\. Stop it and start it again; /u,
  );
});

test('so is one whose gateway does not answer at all', async () => {
  const finding = findHeldBy(identify(process.pid), 'http://127.0.0.1:1', 300);
  await expect(finding).rejects.toThrow('is not ready: its gateway does not answer. Stop it');
});

test('of a file that was damaged nothing is found, and the next start may write it anew', async () => {
  for (const text of ['', '{"holder":', '{"holder":{"pid":1,"started":""}}']) {
    await using folder = await tempFolder();
    await writeFile(runStateFile(folder.path), text);
    expect(await findStack(folder.path)).toBeUndefined();
  }
});
