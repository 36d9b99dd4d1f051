import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import type { RunEvent, RunReport } from '../../../electron/contract/models.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import { runLocalSource } from '../../../electron/engine/runs/source-run.ts';
import { createTemplateSource, type TemplatePhoto, type TemplateSource } from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identity, now, openedDestination, valueIn } from '../destination/open-folder.ts';

let folder: string;
let dataFolder: string;

beforeEach(async () => {
  folder = (await openedDestination()).path;
  dataFolder = await temporaryFolder();
});

/** The start of a JPEG, its end, and something that makes its content its own. */
function jpeg(content: string): Uint8Array {
  const start = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  const comment = Buffer.from(content);
  const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([start, marker, comment, Buffer.from('ffd9', 'hex')]);
}

function photo(key: string, content = key): TemplatePhoto {
  return { key, filename: `${key}.JPG`, createdAt: '2023-08-01T10:00:00.000Z', bytes: jpeg(content) };
}

async function backUp(source: TemplateSource, dryRun = false): Promise<{ report: RunReport; events: RunEvent[] }> {
  const events: RunEvent[] = [];
  const report = await runLocalSource(
    { dataFolder, now: () => now, clock: () => performance.now(), log: silentLog },
    {
      account: { id: 'template', label: 'Template' },
      open: () => source,
      traffic: () => ({ apiRequests: 0, mediaRequests: 0, bytes: 0 }),
      report: (made) => made,
    },
    { destination: { path: folder, identity }, kind: 'auto', dryRun, albumView: 'copy' },
    new RunControl(),
    (event) => void events.push(event),
  );
  return { report: valueIn(report), events };
}

test('a source that implements the interface, and nothing else, is backed up whole', async () => {
  const source = createTemplateSource([photo('A'), photo('B'), photo('B2', 'B')]);
  const { report, events } = await backUp(source);

  expect(report).toMatchObject({ outcome: 'complete', kind: 'full', discovered: 3, failed: 0, skipped: 0 });
  expect(report.stored + report.present).toBe(3);
  expect(events[0]?.event).toBe('started');
  expect(events.at(-1)).toMatchObject({ event: 'finished', outcome: 'complete' });
  const month = join(folder, 'Photos/2023/08');
  const names = await readdir(month);
  // Two items show the same bytes: one file.
  expect(names).toHaveLength(2);
  expect(await readFile(join(month, 'A.JPG'))).toEqual(jpeg('A'));
  expect(await readdir(join(folder, 'Albums/Template'))).not.toHaveLength(0);
  expect((await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trim().split('\n')).toHaveLength(2);
  expect(source.released()).toEqual(['finished']);
});

test('the next run fetches only what is new', async () => {
  await backUp(createTemplateSource([photo('A')]));
  const source = createTemplateSource([photo('A'), photo('B')]);
  const { report } = await backUp(source);
  expect(source.fetched()).toEqual(['B']);
  expect(source.kinds()).toEqual(['quick']);
  expect(report).toMatchObject({ outcome: 'complete', discovered: 2, failed: 0 });
});

test('what is no photo costs its own item a second try, and nothing else', async () => {
  const page = { ...photo('A'), bytes: Buffer.from('<html><title>Sorry</title></html>') };
  const source = createTemplateSource([page, photo('B')]);
  const { report, events } = await backUp(source);
  expect(report).toMatchObject({ outcome: 'problems', discovered: 2, stored: 1, failed: 1 });
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'problem', problem: expect.objectContaining({ code: 'bytes-not-media' }) }),
  );
  expect(await readdir(join(folder, 'Photos/2023/08'))).toEqual(['B.JPG']);
});

test('a dry run asks for no bytes', async () => {
  const source = createTemplateSource([photo('A')]);
  const { report } = await backUp(source, true);
  expect(source.fetched()).toEqual([]);
  expect(report).toMatchObject({ dryRun: true, discovered: 1, stored: 0, skipped: 1 });
});
