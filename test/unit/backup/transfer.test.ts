import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { DamagedCopies } from '../../../electron/engine/backup/damaged-copies.ts';
import { type TransferDeps, transfer } from '../../../electron/engine/backup/transfer.ts';
import { openStaging } from '../../../electron/engine/destination/staging.ts';
import type { Source } from '../../../electron/engine/sources/source.ts';
import { seen } from '../catalog/catalog-fixture.ts';
import { codeOf, now, openedDestination, valueIn } from '../destination/open-folder.ts';
import { fakeDiskThreads } from './fake-disk-threads.ts';
import { jpeg, type StagedBytes, sourceWith, stagedBytes, wanted } from './staged-bytes.ts';

/** Brings `bytes` as one chunk. */
function bringing(bytes: Uint8Array, from = 0): Source['fetch'] {
  return async (_item, sink) => {
    await sink.start({ length: from + bytes.length, contentType: null, from, etag: from === 0 ? null : '"left"' });
    await sink.write(bytes);
    await sink.end();
    return ok(undefined);
  };
}

function depsWith(source: Partial<Source>, file: StagedBytes = stagedBytes()): TransferDeps {
  return {
    source: sourceWith(source),
    staging: {
      open: async () => file,
    },
    keyOf: ({ key }) => `library account ${key}`,

    now: () => now,
    damagedCopies: new DamagedCopies(),
    onBytes: () => undefined,
    signal: new AbortController().signal,
  };
}

test('the bytes lie in staging, hashed, and what they are is known', async () => {
  const threads = fakeDiskThreads();
  const staging = valueIn(await openStaging(await openedDestination(), threads, now));
  let heard = 0;
  const item = wanted(1);
  const fetched = valueIn(
    await transfer(item, {
      ...depsWith({ fetch: bringing(jpeg('one')) }),
      staging,
      onBytes: (bytes) => {
        heard += bytes;
      },
    }),
  );
  expect(fetched.item).toBe(item);
  expect(fetched.content).toMatchObject({
    bytes: jpeg('one').length,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
  });
  expect(fetched.type).toMatchObject({ mime: 'image/jpeg' });
  expect(fetched.facts).toMatchObject({ taken: null, place: null });
  expect(threads.written()).toEqual([jpeg('one').length]);
  expect(heard).toBe(jpeg('one').length);
});

test('the source is asked with the key, the type and the handle, and nothing else', async () => {
  const asked: unknown[] = [];
  const fetch: Source['fetch'] = async (item, sink, signal) => {
    asked.push(item);
    return bringing(jpeg())(item, sink, signal);
  };
  expect(codeOf(await transfer(wanted(1), depsWith({ fetch })))).toBe('none');
  expect(asked).toEqual([{ key: 'key 1', mimeType: 'image/jpeg', handle: { locator: 'link 1', staleAt: null } }]);
});

test('what is no photo is refused, and nothing of it stays', async () => {
  const file = stagedBytes();
  const fetched = await transfer(wanted(1), depsWith({ fetch: bringing(Buffer.from('<html>')) }, file));
  expect(codeOf(fetched)).toBe('bytes-not-media');
  expect(file.endings()).toEqual(['discard']);
});

test('so is the part of an earlier run that turns out to be none', async () => {
  const file = stagedBytes(Buffer.from('<html>'));
  const fetched = await transfer(wanted(1), depsWith({ fetch: bringing(Buffer.from('</html>'), 6) }, file));
  expect(codeOf(fetched)).toBe('bytes-not-media');
  expect(file.endings()).toEqual(['discard']);
});

test('a disk that cannot be read again costs the item what came of it', async () => {
  const file = stagedBytes(jpeg('left'), problem('destination-missing'));
  const left = jpeg('left').length;
  const fetched = await transfer(wanted(1), depsWith({ fetch: bringing(Buffer.from('more'), left) }, file));
  expect(codeOf(fetched)).toBe('destination-missing');
  expect(file.endings()).toEqual(['discard']);
});

test.each([
  ['bytes-incomplete', 'suspend'],
  ['quota-day', 'suspend'],
  ['interrupted', 'suspend'],
  ['item-gone', 'discard'],
  ['bytes-not-media', 'discard'],
] as const)('after %s a part ends with %s', async (code, ending) => {
  const file = stagedBytes();
  expect(codeOf(await transfer(wanted(1), depsWith({ fetch: async () => failed(problem(code)) }, file)))).toBe(code);
  expect(file.endings()).toEqual([ending]);
});

test('a bug of the source is no problem of the item', async () => {
  const fetch = () => Promise.reject(new TypeError('a bug'));
  await expect(transfer(wanted(1), depsWith({ fetch }))).rejects.toThrow('a bug');
});

/** Refuses every link but the fresh one. */
const onlyFresh: Source['fetch'] = (item, sink, signal) =>
  item.handle.locator === 'fresh'
    ? bringing(jpeg())(item, sink, signal)
    : Promise.resolve(failed(problem('bytes-link-expired')));

test('a link that is refused is renewed once', async () => {
  const fresh = seen('key 1', { handle: { locator: 'fresh', staleAt: null } });
  const renew: Source['renew'] = async () => ok(new Map([['key 1', ok(fresh)]]));
  expect(codeOf(await transfer(wanted(1), depsWith({ fetch: onlyFresh, renew })))).toBe('none');
});

test.each([
  ['its own problem', ok(new Map([['key 1', failed(problem('item-gone'))]])), 'item-gone'],
  ['no answer for it', ok(new Map()), 'bytes-link-expired'],
  ['a problem of the run', failed(problem('quota-day')), 'quota-day'],
  ['another dead link', ok(new Map([['key 1', ok(seen('key 1'))]])), 'bytes-link-expired'],
] as const)('when renewing brings %s, that is what the item has', async (_what, renewed, code) => {
  let renewals = 0;
  const renew: Source['renew'] = async () => {
    renewals += 1;
    return renewed;
  };
  expect(codeOf(await transfer(wanted(1), depsWith({ fetch: onlyFresh, renew })))).toBe(code);
  expect(renewals).toBe(1);
});
