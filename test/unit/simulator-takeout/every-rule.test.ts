import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TakeoutTruth } from '../../simulator/takeout/takeout-truth.ts';
import { sampleFolders } from './sample-folders.ts';
import { readZip } from './zip-reading.ts';

/** One file of the export, found by reading its archives. */
interface File {
  readonly part: string;
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly start: Buffer;
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

const sample = sampleFolders();
let files: readonly File[];
let truth: readonly TakeoutTruth[];
let byPath: ReadonlyMap<string, File>;

beforeAll(async () => {
  const written = await sample({ items: 3000, albums: 40, seed: 11 });
  truth = written.truth;
  const read = await Promise.all(
    written.parts.map(async (part) =>
      readZip(await readFile(part.path)).map(({ name, bytes }) => fileOf(part.name, name.toString(), bytes)),
    ),
  );
  files = read.flat();
  byPath = new Map(files.map((file) => [file.path, file]));
});

function fileOf(part: string, path: string, bytes: Buffer): File {
  const names = path.split('/');
  const value: unknown = path.endsWith('.json') ? JSON.parse(bytes.toString()) : undefined;
  const json = typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  return {
    part,
    path,
    folder: names.at(-2) ?? '',
    name: names.at(-1) ?? '',
    start: Buffer.from(bytes.subarray(0, 16)),
    json,
  };
}

const named = (pattern: RegExp): boolean => files.some(({ name }) => pattern.test(name));
const inFolder = (pattern: RegExp): boolean => files.some(({ folder }) => pattern.test(folder));
const said = (holds: (json: Readonly<Record<string, unknown>>) => boolean): boolean =>
  files.some(({ json }) => json !== undefined && holds(json));
const beside = (path: string, name: string): File | undefined => byPath.get(path.replace(/[^/]*$/, () => name));
const withBeside = (pattern: RegExp, name: (match: RegExpExecArray) => string): boolean =>
  files.some((file) => {
    const match = pattern.exec(file.name);
    return match !== null && beside(file.path, name(match)) !== undefined;
  });
const isSidecar = (json: Readonly<Record<string, unknown>> | undefined): boolean =>
  json !== undefined && 'creationTime' in json;
const line = (holds: (line: TakeoutTruth) => boolean): boolean => truth.some(holds);
const startsWith = (type: 'jpeg' | 'heic' | 'mp4', pattern: RegExp): boolean =>
  files.some(({ name, start }) => {
    const brand = start.toString('latin1', 4, 12);
    const is = { jpeg: start[0] === 0xff && start[1] === 0xd8, heic: brand === 'ftypheic', mp4: brand === 'ftypisom' };
    return pattern.test(name) && is[type];
  });

const folders: Readonly<Record<string, () => boolean>> = {
  'a page that lists the export': () => byPath.has('Takeout/archive_browser.html'),
  'year folders': () => inFolder(/^Photos from 20\d\d$/),
  'a year folder of slides': () => inFolder(/^Photos from 1958$/),
  'the trash, the archive, the locked folder and failed videos': () =>
    ['Trash', 'Archive', 'Locked Folder', 'Failed Videos'].every((folder) =>
      files.some((file) => file.folder === folder),
    ),
  'albums without a title': () => inFolder(/^Untitled\(\d\)$/),
  'albums with the same title': () => inFolder(/^Twins 00$/) && inFolder(/^Twins 00\(1\)$/),
  'albums that differ in capitals': () => inFolder(/^Twins 01$/) && inFolder(/^twins 01$/),
  'an album that is called like a year folder': () =>
    files.some(({ folder, name }) => /^Photos from \d{4}\(1\)$/.test(folder) && name === 'metadata.json'),
  'an album that holds nothing but its metadata': () =>
    [...folderContents()].some(([, list]) => list.length === 1 && list[0]?.name === 'metadata.json'),
  'an album that holds nothing but sidecars': () =>
    [...folderContents()].some(([, list]) => list.length > 1 && list.every(({ name }) => name.endsWith('.json'))),
  'album metadata in the older form': () => said((json) => 'albumData' in json),
  'album metadata with a description': () => said((json) => 'enrichments' in json),
  'JSON that is no sidecar': () =>
    ['print-subscriptions.json', 'shared_album_comments.json'].every((name) =>
      files.some((file) => file.name === name),
    ),
  'JSON whose title is a list': () => said((json) => Array.isArray(json['title'])),
  'JSON whose title is a number': () => said((json) => typeof json['title'] === 'number'),
  'albums that lie in several parts': () =>
    [...folderContents()].some(([, list]) => new Set(list.map(({ part }) => part)).size > 1 && list.length < 60),
  'sidecars that lie in another part than their media': () =>
    files.some((file) => {
      const media = beside(file.path, file.name.replace(/\.supplemental-metadata\.json$/, ''));
      return media !== undefined && media !== file && media.part !== file.part;
    }),
};

function folderContents(): ReadonlyMap<string, readonly File[]> {
  const contents = new Map<string, File[]>();
  for (const file of files) contents.set(file.folder, [...(contents.get(file.folder) ?? []), file]);
  return contents;
}

const names: Readonly<Record<string, () => boolean>> = {
  'the whole infix': () => named(/\.jpg\.supplemental-metadata\.json$/),
  'no infix': () => named(/\.JPG\.json$/),
  'the bare dot': () => named(/\.jpg\.\.json$/),
  'a cut extension': () => named(/\.jp?\.json$/),
  ...Object.fromEntries(
    Array.from({ length: 21 }, (_, i) => '.supplemental-metadata'.slice(0, i + 2)).map((start) => [
      `the infix cut to ${start}`,
      () => files.some(({ name }) => name.endsWith(`.jpg${start}.json`)),
    ]),
  ),
  'names of 51 units': () => files.some(({ name }) => name.length === 51 && name.endsWith('.jpg')),
  'sidecar names of 51 units': () => files.some(({ name }) => name.length === 51 && name.endsWith('.json')),
  'names one unit short, for an astral character': () =>
    files.some(({ name }) => name.length === 50 && /🌊\.(jpg|json)$/u.test(name)),
  'numbers behind the cut': () => files.some(({ name }) => name.length > 51 && /\(\d\)\.jpg$/.test(name)),
  'doubles with the infix': () =>
    withBeside(/^(.*)\((\d)\)\.JPG$/, ([, stem, n]) => `${stem}.JPG.supplemental-metadata(${n}).json`),
  'doubles in the old form': () => withBeside(/^(.*)\((\d)\)\.JPG$/, ([, stem, n]) => `${stem}.JPG(${n}).json`),
  'doubles with a cut infix': () => withBeside(/^(.*)\((\d)\)\.JPG$/, ([, stem, n]) => `${stem}.JPG.suppl(${n}).json`),
  'a number of the title and one of the export': () => named(/^scan\d+\(2\)\(1\)\.jpg$/),
  'a numbered sidecar without its media': () =>
    files.some(({ path, name }) => {
      const [, stem, number] = /^(stranger .*)\.jpg\.supplemental-metadata\((\d)\)\.json$/.exec(name) ?? [];
      return stem !== undefined && beside(path, `${stem}.jpg`) !== undefined && !beside(path, `${stem}(${number}).jpg`);
    }),
  'one name that begins with another': () => named(/lake 00 - 9\.jpg/) && named(/lake 00 - 90\.jpg/),
  'decomposed names of composed titles': () =>
    files.some(
      ({ name, json }) =>
        name !== name.normalize('NFC') && json?.['title'] === String(json?.['title']).normalize('NFC'),
    ),
  'both spellings of one name in a folder': () =>
    files.some(({ path, name }) => name !== name.normalize('NFC') && beside(path, name.normalize('NFC')) !== undefined),
  'names that differ in capitals': () => withBeside(/^Sunset (\d+)\.jpg$/, ([, tag]) => `SUNSET ${tag}.JPG`),
  'spaces and dots at the end': () => named(/ $/) && named(/\.\.$/),
  'titles that no file system takes': () =>
    said((json) => isSidecar(json) && /[/\\:*?"<>|]/.test(String(json['title']))),
  'a title that is not the name': () => said((json) => /&#39;/.test(String(json['title']))),
  'HEIC in .jpg': () => startsWith('heic', /\.jpg$/),
  'JPEG in .HEIC': () => startsWith('jpeg', /\.HEIC$/),
  'JPEG in .png': () => startsWith('jpeg', /\.png$/),
  'MP4 in .MOV': () => startsWith('mp4', /\.MOV$/),
};

const pairs: Readonly<Record<string, () => boolean>> = {
  ...Object.fromEntries(
    '-edited -bearbeitet -modifié -modificato -bewerkt -edytowane -editado -editat -編集済み -编辑'
      .split(' ')
      .map((suffix) => [`edited copies with ${suffix}`, () => named(new RegExp(`${suffix}\\.jpg$`))]),
  ),
  'an edited copy with a cut suffix': () => named(/-edi\.jpg$/),
  'an edited double': () =>
    withBeside(/^(IMG_\d+)-edited\(1\)\.jpg$/, ([, stem]) => `${stem}.jpg.supplemental-metadata(1).json`),
  'an edited copy of a numbered title': () =>
    withBeside(/^(IMG_\d+)-edited\(1\)\.jpg$/, ([, stem]) => `${stem}(1).jpg.supplemental-metadata.json`),
  'an edited copy whose original is not there': () =>
    line(({ kind, sidecar, paths: [first] }) => {
      const original = first?.path.replace('-edited', '') ?? '';
      return kind === 'edited' && sidecar === 'matched' && original !== first?.path && !byPath.has(original);
    }),
  'a picture that only looks edited': () => named(/-edited\.jpg\.supplemental-metadata\.json$/),
  'motion photos of every form': () => [/\.MP$/, /\.MP~2$/, /\.MV$/, /\.MP~2\.jpg$/].every(named),
  'X.MP.jpg with X.MP~2': () =>
    files.some(({ path, name }) => /\.MP~2$/.test(name) && beside(path, name.replace('~2', '.jpg')) !== undefined),
  'live photos with MP4 and MOV': () =>
    withBeside(/^(IMG_\d+7001)\.HEIC$/, ([, stem]) => `${stem}.MP4`) &&
    withBeside(/^(IMG_\d+7002)\.HEIC$/, ([, stem]) => `${stem}.MOV`),
  'live doubles': () => withBeside(/^(IMG_\d+)\(1\)\.HEIC$/, ([, stem]) => `${stem}(1).MP4`),
  'a film beside a still of its name': () =>
    withBeside(/^(IMG_\d+7006)\.HEIC$/, ([, stem]) => `${stem}.MP4.supplemental-metadata.json`),
  bursts: () => named(/BURST-01\.COVER\.jpg$/) && named(/_COVER\.jpg$/),
};

const metadata: Readonly<Record<string, () => boolean>> = {
  ...Object.fromEntries(
    (['sidecar', 'exif', 'quicktime-zone', 'quicktime-utc', 'file-name', 'year-folder', 'none'] as const).map(
      (source) => [`a date from ${source}`, () => line(({ takenFrom }) => takenFrom === source)],
    ),
  ),
  'a day without a time': () => line(({ takenLocal }) => /^\d{4}-\d\d-\d\d$/.test(takenLocal ?? '')),
  'a time in UTC in a name': () => line(({ takenFrom, taken }) => takenFrom === 'file-name' && taken !== null),
  'a name that is no date': () =>
    line(({ title, takenFrom }) => /^IMG_1750/.test(title) && takenFrom === 'year-folder'),
  'a date before 1970': () => line(({ taken }) => taken !== null && taken < '1970'),
  'photoTakenTime 0': () =>
    said((json) => isSidecar(json) && /"timestamp":"0"/.test(JSON.stringify(json['photoTakenTime'] ?? null))),
  'no photoTakenTime': () => said((json) => isSidecar(json) && !('photoTakenTime' in json)),
  'a place of every source': () =>
    (['geoData', 'geoDataExif', 'file', null] as const).every((source) =>
      line(({ placeFrom }) => placeFrom === source),
    ),
  'two different places': () =>
    said(({ geoData, geoDataExif }) => {
      const [place, exif] = [JSON.stringify(geoData), JSON.stringify(geoDataExif)];
      return exif !== undefined && place !== exif && !/"latitude":0,/.test(`${place}${exif}`);
    }),
  'no geoDataExif': () => said((json) => 'geoData' in json && !('geoDataExif' in json)),
  'captions, people, favourites, archived and partner items': () =>
    line(({ caption }) => caption?.includes('\n') ?? false) &&
    line(({ people }) => people.length === 3) &&
    line(({ favorite }) => favorite) &&
    line(({ archived }) => archived) &&
    line(({ partner }) => partner),
  'the archive without a sidecar': () => line(({ archived, sidecar }) => archived && sidecar === 'none'),
  'the trash, which is in nobody’s truth': () =>
    files.some(({ folder }) => folder === 'Trash') &&
    !line(({ paths }) => paths.some(({ path }) => path.includes('/Trash/'))),
  'bytes in both folders': () => line(({ paths, albums }) => albums.length === 1 && paths.length === 2),
  'bytes in the year folder alone, and an album': () =>
    line(({ paths, albums }) => albums.length === 1 && paths.length === 1),
  'bytes in an album alone': () =>
    line(
      ({ paths }) =>
        paths.length === 1 && !/\/(Photos from \d{4}|Archive|Locked Folder|Failed Videos)\//.test(paths[0]?.path ?? ''),
    ),
  'several albums': () => line(({ albums }) => albums.length > 2),
  'a clip in an album': () => line(({ kind, albums }) => kind === 'motion-clip' && albums.length > 0),
  'every kind': () =>
    (['photo', 'video', 'edited', 'motion-clip'] as const).every((kind) => line((one) => one.kind === kind)),
};

describe.each([
  ['folders', folders],
  ['names', names],
  ['pairs', pairs],
  ['metadata', metadata],
])('an export of 3,000 items has, of %s,', (_, rules) => {
  test.each(Object.entries(rules))('%s', (_rule, occurs) => {
    expect(occurs()).toBe(true);
  });
});
