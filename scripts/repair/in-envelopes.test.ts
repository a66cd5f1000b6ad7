import { expect, test } from 'vitest';
import { GraphError } from './graph-client.ts';
import { envelopesOf, inEnvelopes } from './in-envelopes.ts';
import type { EnvelopeWork } from './in-envelopes.ts';
import type { ListedRepair } from './listed-repairs.ts';
import { createPatience } from './patience.ts';

function listOf(count: number): ListedRepair[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ id: `r${String(at + 1)}`, partyRef: `P${String(at + 1)}`, list: 'l', after: null },
    ...{
      caseNo: '（2026）浙0782民初1号',
      status: 'OPEN',
      settledAt: null,
      asOf: null,
      purpose: null,
      inquiry: null,
    },
  }));
}

const refused = (code: string) => new GraphError('The graph said no', code);

/** Work that fails as told, call by call, and then settles all it is given. */
function workOf(failures: unknown[], recover?: EnvelopeWork<string>['recover']) {
  const [puts, said, progress] = [Array<string[]>(), Array<string>(), Array<number>()];
  const work: EnvelopeWork<string> = {
    patience: createPatience({ say: (line) => void said.push(line), pauses: [1, 2, 3] }),
    onProgress: (done) => void progress.push(done),
    put: (ids) => {
      puts.push(ids);
      const failure = failures.shift();
      if (failure instanceof Error) return Promise.reject(failure);
      return Promise.resolve({ settled: ids.map((id) => [id, 'FOUND']), refused: [] });
    },
    recover: recover ?? ((group) => Promise.resolve({ settled: [], open: [group] })),
  };
  return { work, puts, said, progress };
}

/** A connection that broke, as Node and undici tell it. */
function broken(code: string): Error {
  return Object.assign(new Error('broken'), { code });
}

test.each<Error>([
  refused('SUBGRAPH_UNAVAILABLE'),
  refused('LEDGER_UNAVAILABLE'),
  refused('INTERNAL_SERVER_ERROR'),
  refused('INQUIRY_EXPIRED'),
  refused('HTTP_502'),
  broken('ECONNREFUSED'),
  broken('UND_ERR_SOCKET'),
])('what passes is waited for, and put again: %o', async (failure) => {
  const listed = listOf(3);
  const { work, puts, said } = workOf([failure]);
  const { settled, problems } = await inEnvelopes(listed, envelopesOf(listed), work);
  expect([...settled.keys()]).toEqual(['r1', 'r2', 'r3']);
  expect([problems, puts.length, said.length]).toEqual([[], 2, 1]);
});

test.each(['FORBIDDEN', 'BAD_USER_INPUT', 'HTTP_400', 'UNEXPECTED_SHAPE'])(
  '%s does not pass: the envelope is named, and the others go on',
  async (code) => {
    const listed = listOf(501);
    const { work, said, progress } = workOf([refused(code)]);
    const { settled, problems } = await inEnvelopes(listed, envelopesOf(listed), work);
    expect(problems).toEqual([`parties 1 to 500: The graph said no (${code})`]);
    expect([settled.size, said, progress]).toEqual([1, [], [0, 1]]);
  },
);

test('what does not pass in time is given up, and nothing after it is waited for', async () => {
  const listed = listOf(1001);
  const { work, puts, said } = workOf(Array.from({ length: 6 }, () => refused('HTTP_503')));
  const { settled, problems } = await inEnvelopes(listed, envelopesOf(listed), work);
  expect(problems).toHaveLength(3);
  expect([settled.size, puts.length, said.length]).toEqual([0, 6, 3]);
});

test('once nothing can come back nothing is waited for, and what was not asked is not counted', async () => {
  const listed = listOf(1200);
  const failures = [undefined, broken('ECONNREFUSED')];
  const { work, puts, said, progress } = workOf(failures);
  const isOver = () => Promise.resolve(true);
  const { settled, problems } = await inEnvelopes(listed, envelopesOf(listed), { ...work, isOver });
  expect([settled.size, puts.length, progress]).toEqual([500, 2, [500]]);
  expect([problems, said]).toEqual([[], []]);
});

test('an end that shows only after a while ends the wait', async () => {
  const listed = listOf(501);
  const looks = [false, true];
  const { work, puts, said, progress } = workOf([broken('ECONNREFUSED')], () =>
    Promise.reject(broken('ECONNREFUSED')),
  );
  const isOver = () => Promise.resolve(looks.shift() ?? true);
  await inEnvelopes(listed, envelopesOf(listed), { ...work, isOver });
  expect([puts.length, said.length, progress]).toEqual([1, 1, []]);
});

test('only what is open after an interruption is put again, by what it waits for', async () => {
  const listed = listOf(4);
  const [first, ...others] = listed;
  const { work, puts, progress } = workOf([refused('HTTP_502')], () =>
    Promise.resolve({
      settled: first === undefined ? [] : [[first.id, 'NOT_FOUND']],
      open: [others.slice(0, 1), others.slice(1)],
    }),
  );
  const { settled } = await inEnvelopes(listed, envelopesOf(listed), work);
  expect(puts).toEqual([['r1', 'r2', 'r3', 'r4'], ['r2'], ['r3', 'r4']]);
  expect(settled.get('r1')).toBe('NOT_FOUND');
  expect(progress).toEqual([1, 2, 4]);
});

test('a failure to read how far it came is waited for as well', async () => {
  const listed = listOf(1);
  const failures = [refused('SUBGRAPH_UNAVAILABLE')];
  const { work, puts } = workOf([refused('HTTP_502')], (group) => {
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve({ settled: [], open: [group] });
  });
  const { problems } = await inEnvelopes(listed, envelopesOf(listed), work);
  expect([problems, puts.length]).toEqual([[], 2]);
});

test('nothing more is put to anybody once it is told to stop', async () => {
  const stopping = new AbortController();
  const listed = listOf(1200);
  const { work, puts } = workOf([]);
  const put: EnvelopeWork<string>['put'] = (ids) => {
    stopping.abort();
    return work.put(ids);
  };
  const stopped = { ...work, put, signal: stopping.signal };
  await expect(inEnvelopes(listed, envelopesOf(listed), stopped)).rejects.toThrow(/abort/iu);
  expect(puts).toHaveLength(1);
});
