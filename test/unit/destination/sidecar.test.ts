import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeSidecar } from '../../../electron/engine/destination/sidecar.ts';
import { isOwnSidecar, xmpSidecar } from '../../../electron/engine/destination/xmp.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { anyText } from './any-text.ts';
import { openedDestination, valueIn } from './open-folder.ts';

const nothing = { description: null, takenLocal: null, zoneMinutes: null };

describe('xmpSidecar', () => {
  test('is none where there is nothing to say', () => {
    expect(xmpSidecar(nothing)).toBeNull();
    expect(xmpSidecar({ ...nothing, description: ' \n', zoneMinutes: 60 })).toBeNull();
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

  test('without the folder of the photo nothing is written', async () => {
    const destination = await openedDestination();
    const outcome = await writeSidecar(destination, photo, xmpSidecar({ ...nothing, description: 'x' }) ?? '');
    expect(outcome).toMatchObject({ ok: false, problem: { subject: `${photo}.xmp` } });
    expect(await readdir(destination.path)).toEqual(['.afterimage']);
  });
});
