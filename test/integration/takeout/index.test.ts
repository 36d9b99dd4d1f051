import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { indexPage } from '../../simulator/takeout/index-page.ts';
import type { TakeoutSampleOptions } from '../../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { openImportEngine, openImportWorld } from '../../support/import-world.ts';
import { photoBytes, writeSmallPart } from '../../support/small-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { isLong } from '../../support/test-environment.ts';

const studio = createPictureStudio();
const small = { items: 12, albums: 2, seed: 5, itemBytes: 'tiny', absentItems: 'left out' } as const;
const year = 'Takeout/Google Photos/Photos from 2019';

async function sampleWith(options: Omit<TakeoutSampleOptions, 'out'>) {
  return writeTakeoutSample({ out: join(await temporaryFolder(), 'sample'), ...small, ...options }, studio);
}

function sidecarOf(title: string, seconds = 1_551_600_000): string {
  return JSON.stringify({ title, photoTakenTime: { timestamp: String(seconds) } });
}

function pageOf(names: readonly string[], failed: readonly string[] = []): string {
  return indexPage({
    ...{ container: 'Google Photos', email: 'me@example.com' },
    files: names.map((name) => `${year}/${name}`),
    failed: failed.map((name) => ({ folder: 'Photos from 2019', name })),
  });
}

test.each(['zip', 'tgz', 'folder'] as const)(
  'a %s export is complete with its index, unproven without',
  async (format) => {
    const { importParts, exports } = await openImportEngine();
    const sample = await sampleWith({ format, parts: 2, indexPart: 'own' });
    const [index = '', ...data] = sample.parts.map(({ path }) => path);
    expect(await importParts(data)).toMatchObject({ outcome: 'complete' });
    expect(exports()).toMatchObject([
      { state: 'unproven', complete: false, missing: 0, failed: 0, index: { read: false, listed: 0 } },
    ]);
    await importParts([index]);
    const listed = sample.expected.entries - 1;
    expect(exports()).toMatchObject([
      {
        state: 'complete',
        complete: true,
        account: 'sample@example.com',
        index: { read: true, listed, failedAtGoogle: 0 },
      },
    ]);
  },
);

test('parts in any order: complete exactly when the last has come, and until then what is missing is named', async () => {
  const sample = await sampleWith({ parts: 3 });
  const paths = sample.parts.map(({ path }) => path);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(paths, { minLength: 3, maxLength: 3 }), async (order) => {
      const { importParts, exports, lacking } = await openImportEngine();
      for (const [index, path] of order.entries()) {
        await importParts([path]);
        const [known] = exports();
        const isLast = index === order.length - 1;
        expect(known?.complete).toBe(isLast);
        if (known?.index.read === true) expect(await lacking(known.stamp)).toHaveLength(known.missing);
        if (isLast) expect(known).toMatchObject({ state: 'complete', missing: 0, missingParts: [] });
        else if (known?.index.read === true) expect(known).toMatchObject({ state: 'incomplete' });
      }
    }),
    { numRuns: isLong() ? 12 : 1 },
  );
});

test.each(isLong() ? (['en', 'de', 'fr', 'ja'] as const) : (['en', 'ja'] as const))(
  'photos that Google failed to export are losses, named (%s)',
  { tags: 'long' },
  async (locale) => {
    const { importParts, exports, lacking } = await openImportEngine();
    const sample = await sampleWith({ locale, absentItems: 'shown', parts: 2 });
    await importParts(sample.parts.map(({ path }) => path));
    const [known] = exports();
    expect(known).toMatchObject({ state: 'losses', complete: false, missing: 0 });
    expect(known?.index.failedAtGoogle).toBeGreaterThan(0);
    expect(known?.failed).toBe(known?.index.failedAtGoogle);
    expect((await lacking(known?.stamp ?? '')).map(({ why }) => why)).toEqual(
      Array.from({ length: known?.failed ?? 0 }, () => 'failed-at-google'),
    );
  },
);

test('without the last part, photos of which only the details came are missing by name', async () => {
  const { folder, call } = await openImportWorld();
  const part = await writeSmallPart(folder, 'takeout-20260501T120000Z-3-001.zip', {
    [`${year}/a.jpg`]: photoBytes(1),
    [`${year}/a.jpg.json`]: sidecarOf('a.jpg'),
    [`${year}/b.jpg.json`]: sidecarOf('b.jpg'),
  });
  expect((await call(['import', part])).code).toBe(0);
  const told = await call(['exports', '--json']);
  expect(told.code).toBe(3);
  expect(told.records[0]).toMatchObject({
    event: 'exports',
    exports: [{ state: 'incomplete', complete: false, missing: 1, waiting: 1, stored: 1, failed: 0 }],
  });
  expect((await call(['exports'])).stdout).toMatch(/: incomplete\n[\s\S]*1 photo or video has not come/);
  const missing = await call(['exports', '--missing', '20260501T120000Z']);
  expect([missing.code, missing.stdout.trim()]).toEqual([3, `${year}/b.jpg: has not come`]);
  expect((await call(['exports', '--missing', '2031'])).code).toBe(2);
});

test('what could not be stored stays listed until a good copy comes with a later export', async () => {
  const { folder, call } = await openImportWorld();
  const good = {
    [`${year}/a.jpg`]: photoBytes(1),
    [`${year}/b.jpg`]: photoBytes(2),
    [`${year}/b.jpg.json`]: sidecarOf('b.jpg'),
  };
  const names = ['a.jpg', 'b.jpg', 'b.jpg.json'];
  const page = { 'Takeout/archive_browser.html': pageOf(names) };
  const bad = await writeSmallPart(
    folder,
    'takeout-20260501T120000Z-3-001.zip',
    { ...page, ...good },
    { damage: 'b.jpg' },
  );
  expect((await call(['import', bad])).code).toBe(3);
  const [lossy] = (await call(['exports', '--json'])).records;
  expect(lossy).toMatchObject({ exports: [{ state: 'losses', missing: 0, failed: 1 }] });
  expect((await call(['exports', '--missing', '20260501T120000Z'])).stdout).toMatch(
    /b\.jpg: is not stored, or only damaged \(.*damaged/,
  );

  const later = await writeSmallPart(folder, 'takeout-20260701T120000Z-3-001.zip', { ...page, ...good });
  expect((await call(['import', later])).code).toBe(0);
  const mended = await call(['exports', '--json']);
  expect(mended.code).toBe(0);
  expect(mended.records[0]).toMatchObject({ exports: [{ state: 'complete' }, { state: 'complete', failed: 0 }] });
});

test('a photo that Google failed to export is mended by a later export that has it', async () => {
  const { importParts, exports } = await openImportEngine();
  const folder = await temporaryFolder();
  const first = await writeSmallPart(folder, 'takeout-20260501T120000Z-3-001.zip', {
    'Takeout/archive_browser.html': pageOf(['a.jpg', 'a.jpg.json', 'b.jpg.json'], ['b.jpg']),
    [`${year}/a.jpg`]: photoBytes(1),
    [`${year}/a.jpg.json`]: sidecarOf('a.jpg'),
    [`${year}/b.jpg.json`]: sidecarOf('b.jpg'),
  });
  await importParts([first]);
  expect(exports()).toMatchObject([{ state: 'losses', failed: 1, missing: 0, index: { failedAtGoogle: 1 } }]);
  const next = await writeSmallPart(folder, 'takeout-20260701T120000Z-3-001.zip', {
    'Takeout/archive_browser.html': pageOf(['b.jpg', 'b.jpg.json']),
    [`${year}/b.jpg`]: photoBytes(2),
    [`${year}/b.jpg.json`]: sidecarOf('b.jpg'),
  });
  await importParts([next]);
  expect(exports()).toMatchObject([{ state: 'complete' }, { state: 'complete', failed: 0 }]);
});

test('an index that cannot be read is said, costs no photo, and makes nothing complete', async () => {
  const { folder, call } = await openImportWorld();
  const part = await writeSmallPart(folder, 'takeout-20260501T120000Z-3-001.zip', {
    'Takeout/archive_browser.html': '<html><body><p>Something else</p></body></html>',
    [`${year}/a.jpg`]: photoBytes(1),
    [`${year}/a.jpg.json`]: sidecarOf('a.jpg'),
  });
  const ended = await call(['import', '--json', part]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.records).toContainEqual(
    expect.objectContaining({ event: 'problem', problem: expect.objectContaining({ code: 'index-unreadable' }) }),
  );
  const told = await call(['exports', '--json']);
  expect(told.code).toBe(3);
  expect(told.records[0]).toMatchObject({
    exports: [{ state: 'unproven', index: { read: false, unreadable: true }, stored: 1 }],
  });
  expect((await call(['exports'])).stdout).toContain('Its index could not be read');
});

test('a page that lists nothing makes no export complete that holds photos', async () => {
  const { folder, call } = await openImportWorld();
  const page = indexPage({ container: 'Google Photos', email: 'me@example.com', files: [], failed: [] }).replace(
    '</h1></div>',
    '</h1></div>\n<div class="service_summary">0 files, 0 B</div>',
  );
  const part = await writeSmallPart(folder, 'takeout-20260501T120000Z-3-001.zip', {
    'Takeout/archive_browser.html': page,
    [`${year}/a.jpg`]: photoBytes(1),
    [`${year}/a.jpg.json`]: sidecarOf('a.jpg'),
  });
  expect((await call(['import', '--json', part])).code).toBe(0);
  const told = await call(['exports', '--json']);
  expect(told.code).toBe(3);
  expect(told.records[0]).toMatchObject({ exports: [{ state: 'unproven', index: { read: false, unreadable: true } }] });
});

test('an index page is known by its content where it has another name, and any other page is none', async () => {
  const { folder, call } = await openImportWorld();
  const files = [`${year}/a.jpg`, `${year}/a.jpg.json`];
  const part = await writeSmallPart(folder, 'takeout-20260501T120000Z-3-001.zip', {
    'Takeout/Andere_Seite.html': '<html><body><p>Something else</p></body></html>',
    'Takeout/Archiv_Übersicht.html': indexPage({
      ...{ container: 'Google Photos', email: 'me@example.com', files },
      failed: [{ folder: 'Photos from 2019', name: 'b.jpg' }],
    }),
    [`${year}/a.jpg`]: photoBytes(1),
    [`${year}/a.jpg.json`]: sidecarOf('a.jpg'),
  });
  const ended = await call(['import', '--json', part]);
  expect(ended.records.filter(({ event }) => event === 'problem')).toEqual([]);
  expect((await call(['exports', '--json'])).records[0]).toMatchObject({
    exports: [{ state: 'losses', index: { read: true, listed: 3, failedAtGoogle: 1 } }],
  });
});

test('the same part under two names and the index given twice change nothing', async () => {
  const { importParts, exports } = await openImportEngine();
  const sample = await sampleWith({ parts: 2, indexPart: 'own' });
  const paths = sample.parts.map(({ path }) => path);
  const again = join(await temporaryFolder(), 'again');
  await mkdir(again);
  const double = join(again, 'takeout-20260905T101117Z-001 (1).zip');
  await copyFile(paths[0] ?? '', double);
  await importParts([...paths, double]);
  expect(exports()).toMatchObject([{ state: 'complete', missing: 0 }]);
});
