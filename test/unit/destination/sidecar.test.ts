import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import disk, { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { sidecarBatch, writeSidecar } from '../../../electron/engine/destination/sidecar.ts';
import { isOwnSidecar, isUneditedSidecar, xmpSidecar } from '../../../electron/engine/destination/xmp.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { watchSyncs } from '../base/synced-paths.ts';
import { anyText } from './any-text.ts';
import { openedDestination, valueIn } from './open-folder.ts';

const nothing = { description: null, takenLocal: null, zoneMinutes: null };

describe('xmpSidecar', () => {
  test('is none where there is nothing to say', () => {
    expect(xmpSidecar(nothing)).toBeNull();
    expect(xmpSidecar({ ...nothing, description: ' \n', zoneMinutes: 60 })).toBeNull();
  });

  test('tells a favourite to those who read stars and to those who read favourites, and whose sidecar it is', () => {
    const xmp = xmpSidecar({ ...nothing, favourite: true, extension: 'JPG' }) ?? '';
    expect(xmp).toContain('<xmp:Rating>5</xmp:Rating>');
    expect(xmp).toContain('\n    fstop:favorite="1">\n');
    expect(xmp).toContain('xmlns:fstop="http://www.fstopapp.com/xmp/"');
    expect(xmp).toContain('<photoshop:SidecarForExtension>JPG</photoshop:SidecarForExtension>');
    expect(isUneditedSidecar(xmp)).toBe(true);
    expect(xmpSidecar({ ...nothing, description: 'x', extension: '<b>' })).not.toContain('SidecarForExtension');
    expect(xmpSidecar({ ...nothing, extension: 'JPG' })).toBeNull();
  });

  test('is known as ours', () => {
    expect(isOwnSidecar(xmpSidecar({ ...nothing, description: 'x' }) ?? '')).toBe(true);
    expect(isOwnSidecar('<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0">')).toBe(false);
  });

  test('no description can break out of its element', () => {
    fc.assert(
      fc.property(anyText(60), (description) => {
        const xmp = xmpSidecar({ ...nothing, description: `x${description}` }) ?? '';
        const inner = /<rdf:li xml:lang="x-default">(.*)<\/rdf:li><\/rdf:Alt>/su.exec(xmp)?.[1] ?? '<';
        expect(inner).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;|#xD;)/u);
        expect(xmp.isWellFormed()).toBe(true);
        expect(xmp.replaceAll(/[\t\n\r]/gu, '')).not.toMatch(/[[\p{Cc}--[\u{7f}-\u{9f}]]\ufffe\uffff]/v);
      }),
    );
  });

  test('is read by exiftool', { tags: 'exiftool' }, async () => {
    const description = 'Tom & Ada <3 "Rom"\nZweite Zeile — 日本 👩‍👩‍👧\u0007';
    const xmp = xmpSidecar({ description, takenLocal: '2023-08-01T00:30:00', zoneMinutes: -210 }) ?? '';
    const file = join(await temporaryFolder(), 'IMG.JPG.xmp');
    await writeFile(file, xmp);
    const exiftool = (...args: readonly string[]) =>
      execFileSync('exiftool', [...args, file], { encoding: 'utf8', env: testEnvironment({ LC_ALL: 'C.UTF-8' }) });
    const [read] = JSON.parse(exiftool('-j', '-XMP:all'));
    expect(read).toMatchObject({
      Description: description.replace('\u0007', '\ufffd'),
      DateTimeOriginal: '2023:08:01 00:30:00-03:30',
      DateCreated: '2023:08:01 00:30:00-03:30',
    });
    expect(exiftool('-validate', '-warning', '-a')).not.toContain('Warning ');
  });
});

describe('writeSidecar', () => {
  const photo = 'Photos/2023/08/IMG.JPG';

  test('those of one batch share looks at folders and syncs, and each name is durable when it is told', async () => {
    const destination = await destinationWithFolder();
    const photos = Array.from({ length: 20 }, (_none, index) => `Photos/2023/08/${index}.JPG`);
    const xmp = xmpSidecar({ ...nothing, description: 'x' }) ?? '';
    const lstat = vi.spyOn(disk, 'lstat');
    syncBuiltinESMExports();
    const syncs = await watchSyncs();
    const batch = sidecarBatch(destination.path);
    const written = await Promise.all(
      photos.map(async (path) => {
        const outcome = valueIn(await writeSidecar(destination, path, xmp, undefined, batch));
        expect(syncs.isSynced(join(destination.path, 'Photos/2023/08'))).toBe(true);
        return outcome;
      }),
    );
    expect(new Set(written)).toEqual(new Set(['written']));
    const folder = join(destination.path, 'Photos', '2023');
    expect(lstat.mock.calls.filter(([path]) => path === folder).length).toBeLessThanOrEqual(photos.length);
    await writeSidecar(destination, 'Photos/2023/08/later.JPG', xmp, undefined, batch);
    const before = lstat.mock.calls.length;
    await writeSidecar(destination, 'Photos/2023/08/last.JPG', xmp, undefined, batch);
    // Those by which the destination is known to be there still.
    expect(lstat.mock.calls.length - before).toBeLessThanOrEqual(2);
    expect(await readdir(join(destination.path, '.afterimage', 'staging'))).toEqual([]);
  });

  async function destinationWithFolder(): ReturnType<typeof openedDestination> {
    const destination = await openedDestination();
    await mkdir(join(destination.path, 'Photos/2023/08'), { recursive: true });
    return destination;
  }

  test('writes beside the photo, and only when something changed', async () => {
    const destination = await destinationWithFolder();
    const [first = '', second = ''] = ['x', 'y'].map((description) => xmpSidecar({ ...nothing, description }) ?? '');
    expect(valueIn(await writeSidecar(destination, photo, first))).toBe('written');
    expect(valueIn(await writeSidecar(destination, photo, first))).toBe('unchanged');
    expect(valueIn(await writeSidecar(destination, photo, second))).toBe('written');
    expect(await readFile(join(destination.path, `${photo}.xmp`), 'utf8')).toBe(second);
    expect(await readdir(join(destination.path, '.afterimage/staging'))).toEqual([]);
    expect(await readdir(join(destination.path, 'Photos/2023/08'))).toEqual(['IMG.JPG.xmp']);
  });

  test("leaves another program's sidecar as it is", async () => {
    const destination = await destinationWithFolder();
    await writeFile(join(destination.path, `${photo}.xmp`), '<x:xmpmeta x:xmptk="darktable"/>');
    const xmp = xmpSidecar({ ...nothing, description: 'x' }) ?? '';
    expect(valueIn(await writeSidecar(destination, photo, xmp))).toBe('foreign');
    expect(await readFile(join(destination.path, `${photo}.xmp`), 'utf8')).toContain('darktable');
  });

  describe('an edited one', () => {
    const before =
      xmpSidecar({ ...nothing, description: 'x', takenLocal: '2023-08-01T00:30:00', zoneMinutes: 60 }) ?? '';
    const after = xmpSidecar({ ...nothing, description: 'y' }) ?? '';
    const known = { hashes: new Set([hash('sha256', before)]), files: [] };

    const edits: readonly (readonly [string, string])[] = [
      [
        'has an element more',
        before.replace('  </rdf:Description>', '   <dc:title>mine</dc:title>\n  </rdf:Description>'),
      ],
      ['says something else', before.replace('2023-08-01', '2023-08-02')],
      ['is of another program by now', before.replace('x:xmptk="Afterimage"', 'x:xmptk="Image::ExifTool 12"')],
      ['has other ends of lines', before.replaceAll('\n', '\r\n')],
    ];
    test.each(edits)('that %s stays as it is', async (_what, text) => {
      const destination = await destinationWithFolder();
      await writeFile(join(destination.path, `${photo}.xmp`), text);
      expect(valueIn(await writeSidecar(destination, photo, after, known))).toBe('edited');
      expect(await readFile(join(destination.path, `${photo}.xmp`), 'utf8')).toBe(text);
    });

    test.each([
      ['empty, as after a power cut', '', []],
      ['cut', before.slice(0, 300), [before.slice(0, 300)]],
      ['no XML', 'not what it was', ['not what it was']],
      ['of zeros', '\0'.repeat(before.length), ['\0'.repeat(before.length)]],
    ])('that is %s is written again, and what was left of it is kept', async (_what, text, kept) => {
      const destination = await destinationWithFolder();
      await writeFile(join(destination.path, `${photo}.xmp`), text);
      expect(valueIn(await writeSidecar(destination, photo, after, known))).toBe('written');
      expect(await readFile(join(destination.path, `${photo}.xmp`), 'utf8')).toBe(after);
      const quarantine = join(destination.path, '.afterimage/quarantine/Photos/2023/08');
      const names = await readdir(quarantine).catch(() => []);
      expect(await Promise.all(names.map((name) => readFile(join(quarantine, name), 'utf8')))).toEqual(kept);
    });

    test.each([
      ['at another time', { time: 5_000, length: 0 }, 'edited'],
      ['with another length', { time: 0, length: 1 }, 'edited'],
      ['under the time and with the length that it had', { time: 0, length: 0 }, 'written'],
    ])('that reads well and has other bytes %s', async (_what, { time, length }, outcome) => {
      const destination = await destinationWithFolder();
      const path = join(destination.path, `${photo}.xmp`);
      const text = before.replace('2023-08-01', '2023-08-02');
      await writeFile(path, text);
      const { mtimeMs, size } = await stat(path);
      const written = { ...known, files: [{ mtimeMs: mtimeMs + time, bytes: size + length }] };
      expect(valueIn(await writeSidecar(destination, photo, after, written))).toBe(outcome);
      expect(await readFile(path, 'utf8')).toBe(outcome === 'written' ? after : text);
      const kept = join(destination.path, '.afterimage/quarantine', `${photo}.xmp`);
      expect(await readFile(kept, 'utf8').catch(() => null)).toBe(outcome === 'written' ? text : null);
    });

    test('is told by its form where nobody remembers what was written', async () => {
      const destination = await destinationWithFolder();
      const [[, text] = ['', '']] = edits;
      await writeFile(join(destination.path, `${photo}.xmp`), text);
      expect(valueIn(await writeSidecar(destination, photo, after))).toBe('edited');
      await writeFile(join(destination.path, `${photo}.xmp`), before);
      expect(valueIn(await writeSidecar(destination, photo, after))).toBe('written');
    });

    test('that says by chance what it should is up to date', async () => {
      const destination = await destinationWithFolder();
      await writeFile(join(destination.path, `${photo}.xmp`), after);
      expect(valueIn(await writeSidecar(destination, photo, after, known))).toBe('unchanged');
    });
  });

  test('has a form that every one of ours has', () => {
    const words = fc.array(anyText(20), { maxLength: 3 });
    const all = fc.record({ description: anyText(60), people: words, albums: words, favourite: fc.boolean() });
    fc.assert(
      fc.property(all, (facts) => {
        const dated = { takenLocal: '2023-08-01T00:30:00', zoneMinutes: -210, place: { latitude: 1, longitude: -2 } };
        expect(isUneditedSidecar(xmpSidecar({ ...facts, ...dated }) ?? '')).toBe(true);
        expect(isUneditedSidecar(xmpSidecar({ ...nothing, evenIfEmpty: true }) ?? '')).toBe(true);
      }),
    );
  });

  test('without the folder of the photo nothing is written', async () => {
    const destination = await openedDestination();
    const outcome = await writeSidecar(destination, photo, xmpSidecar({ ...nothing, description: 'x' }) ?? '');
    expect(outcome).toMatchObject({ ok: false, problem: { subject: `${photo}.xmp` } });
    expect(await readdir(destination.path)).toEqual(['.afterimage']);
  });
});
