import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../../electron/base/log.ts';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import type { RunEvent, RunReport } from '../../../electron/contract/models.ts';
import { noDecoder } from '../../../electron/contract/picture-decoder.ts';
import { RunControl } from '../../../electron/engine/backup/run-control.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import type { EngineDeps } from '../../../electron/engine/runs/engine-deps.ts';
import { runSource } from '../../../electron/engine/runs/source-run.ts';
import {
  createTemplateSource,
  sourcesWithTemplate,
  type TemplatePhoto,
  type TemplateSource,
  templateKind,
} from '../../support/template-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { identity, now, openedDestination, valueIn } from '../destination/open-folder.ts';

const account = { id: 'template', email: 'template@example.com', clientId: '1-a.apps.googleusercontent.com' };

let folder: string;
let dataFolder: string;

beforeEach(async () => {
  folder = (await openedDestination()).path;
  dataFolder = await temporaryFolder();
});

/** Any request to Google would need a token. */
function deps(): EngineDeps {
  return {
    ...{ dataFolder, endpoints: googleEndpoints, decoder: noDecoder, environment: {}, timeScale: 1, log: silentLog },
    tokens: { accessToken: () => Promise.reject(new Error('Nobody asks Google')) },
    now: () => now,
    clock: () => performance.now(),
    sources: sourcesWithTemplate,
  };
}

/** The start of a JPEG, its end, and something that makes its content its own. */
function jpeg(content: string): Uint8Array {
  const start = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  const comment = Buffer.from(content);
  const marker = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([start, marker, comment, Buffer.from('ffd9', 'hex')]);
}

function photo(key: string, changes: Partial<TemplatePhoto> = {}): TemplatePhoto {
  return { key, filename: `${key}.JPG`, createdAt: '2023-08-01T10:00:00.000Z', bytes: jpeg(key), ...changes };
}

/** By way of the wiring that the product's own sources go through. */
async function backUp(source: TemplateSource, dryRun = false): Promise<{ report: RunReport; events: RunEvent[] }> {
  const events: RunEvent[] = [];
  const report = await runSource(
    deps(),
    { service: 'photos-library', open: () => source },
    {
      ...{ account, kind: 'auto', dryRun, albumView: 'copy', limits: { dailyRequests: null, bandwidth: null } },
      destination: { path: folder, identity },
    },
    new RunControl(),
    (event) => void events.push(event),
  );
  return { report: valueIn(report), events };
}

test('a source that implements the interface, and has an entry in the table, is backed up whole', async () => {
  const source = createTemplateSource([
    photo('A', { description: 'a caption' }),
    photo('B'),
    photo('B2', { bytes: jpeg('B') }),
  ]);
  const { report, events } = await backUp(source);

  expect(report).toMatchObject({ outcome: 'complete', kind: 'full', discovered: 3, failed: 0, skipped: 0 });
  expect(report).toMatchObject({ source: 'template', account: account.id, apiRequests: 0, mediaRequests: 0 });
  expect(report.stored + report.present).toBe(3);
  expect(events[0]).toMatchObject({ event: 'started', source: 'template' });
  expect(events.at(-1)).toMatchObject({ event: 'finished', outcome: 'complete' });
  const month = join(folder, 'Photos/2023/08');
  // Two items show the same bytes: one file. One has a caption: one sidecar.
  expect((await readdir(month)).toSorted()).toEqual(['A.JPG', 'A.JPG.xmp', expect.stringMatching(/^B2?\.JPG$/u)]);
  expect(await readFile(join(month, 'A.JPG'))).toEqual(jpeg('A'));
  expect(await readdir(join(folder, 'Albums/Template'))).not.toHaveLength(0);
  expect((await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trim().split('\n')).toHaveLength(2);
  expect(source.released()).toEqual(['finished']);
});

test('its policy writes the sidecar', async () => {
  await backUp(createTemplateSource([photo('A', { description: 'a caption' })]));
  expect(await readFile(join(folder, 'Photos/2023/08/A.JPG.xmp'), 'utf8')).toMatchInlineSnapshot(`
    "<?xpacket begin="﻿" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Afterimage">
     <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about=""
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:exif="http://ns.adobe.com/exif/1.0/"
        xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
       <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Template: a caption</rdf:li></rdf:Alt></dc:description>
       <exif:DateTimeOriginal>2023-08-01T10:00:00</exif:DateTimeOriginal>
       <photoshop:DateCreated>2023-08-01T10:00:00</photoshop:DateCreated>
      </rdf:Description>
     </rdf:RDF>
    </x:xmpmeta>
    <?xpacket end="w"?>
    "
  `);
});

test('what it brought is read back by the engine that knows it, and by no other', async () => {
  const source = createTemplateSource([photo('A')]);
  await backUp(source);
  const destination = { path: folder, identity };
  const stored = valueIn(createEngine(deps()).stored(destination));
  expect(stored?.items({ limit: 9, after: 0 })).toMatchObject([
    { source: templateKind, account: account.id, key: 'A', filename: 'A.JPG', path: 'Photos/2023/08/A.JPG' },
  ]);
  expect(stored?.albums({ limit: 9, after: 0 })).toMatchObject([{ source: templateKind, title: 'Template' }]);
  stored?.close();
  const { sources: _, ...withoutTemplate } = deps();
  const own = valueIn(createEngine(withoutTemplate).stored(destination));
  expect(() => own?.items({ limit: 9, after: 0 })).toThrow('unknown value: template');
  own?.close();
});

test('another machine adopts its folder with the catalog in it', async () => {
  await backUp(createTemplateSource([photo('A')]));
  dataFolder = await temporaryFolder();
  const source = createTemplateSource([photo('A')]);
  const { report, events } = await backUp(source);
  expect(report).toMatchObject({ outcome: 'complete', discovered: 1, stored: 0, present: 1 });
  expect(events.filter(({ event }) => event === 'problem')).toEqual([]);
  expect(source.fetched()).toEqual([]);
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
