import { writeFile } from 'node:fs/promises';
import {
  asTheyAre,
  type BrokenPart,
  type BrokenStage,
  type RawZipEntry,
  rawZip,
  type SoundItem,
} from './broken-part.ts';

type Made<Kind extends string> = Promise<BrokenPart<Kind>>;

const hugeBytes = 100 << 20;
const deepLevels = 200_000;

/** Sidecars that cannot be read: their photos are kept without what they say. */
export async function unreadableSidecar(
  kind: 'huge-sidecar' | 'deep-sidecar' | 'latin1-sidecar' | 'cut-sidecar',
  stage: BrokenStage,
): Made<typeof kind> {
  const item = await stage.item(kind);
  const sidecar = Buffer.concat(item.sidecar.chunks).toString('utf8');
  const texts = {
    'huge-sidecar': () => sidecar.replace('"description": "', `"description": "${' '.repeat(hugeBytes)}`),
    'deep-sidecar': () => `${'{"a":'.repeat(deepLevels)}${sidecar}${'}'.repeat(deepLevels)}`,
    'latin1-sidecar': () => Buffer.from(sidecar.replace('"description": "', '"description": "Stra\u00dfe '), 'latin1'),
    'cut-sidecar': () => sidecar.slice(0, -20),
  };
  const broken = { ...item, sidecar: { ...stage.text('', texts[kind]()), path: item.sidecar.path } };
  return written(kind, stage, asTheyAre(broken), [unknown(item)]);
}

/** A byte order mark in front, as editors leave it: the sidecar is believed. */
export async function markedSidecar(stage: BrokenStage): Made<'marked-sidecar'> {
  const item = await stage.item('marked-sidecar');
  const text = `\ufeff${Buffer.concat(item.sidecar.chunks).toString('utf8')}`;
  const marked = { ...item, sidecar: { ...stage.text('', text), path: item.sidecar.path } };
  return written('marked-sidecar', stage, asTheyAre(marked), [item.survivor]);
}

/** Values of other types than anyone expects, each of which counts as missing; the rest of the sidecar is believed. */
export async function wrongTypes(stage: BrokenStage): Made<'wrong-types'> {
  const wrong: readonly Readonly<Record<string, unknown>>[] = [
    { description: { text: 'An object' } },
    { photoTakenTime: 'yesterday' },
    { photoTakenTime: { timestamp: {} } },
    { geoData: [], geoDataExif: 'somewhere' },
    { geoData: { latitude: 'north', longitude: null, altitude: 0 } },
    { geoData: { latitude: 1e9, longitude: -1e9, altitude: 0 } },
    { people: 'everybody' },
    { people: [null, 7, { name: 8 }, {}] },
    { favorited: 'yes', archived: 1, trashed: 'no' },
    { googlePhotosOrigin: 'phone', url: 9 },
  ];
  const entries: RawZipEntry[] = [];
  const survivors = [];
  for (const [i, change] of wrong.entries()) {
    const item = await stage.item(`wrong type ${i}`);
    entries.push(...asTheyAre(withChange(stage, item, change)));
    survivors.push({
      ...item.survivor,
      ...('description' in change ? { caption: null } : {}),
      ...('photoTakenTime' in change ? { taken: null } : {}),
    });
  }
  for (const [i, text] of ['null', '[]', '"text"', '17', '{}', '', '{"title":12}', '{"title":["a"]}'].entries()) {
    entries.push({ entry: stage.text(`wrong root ${i}.json`, text) });
  }
  return written('wrong-types', stage, entries, survivors);
}

/** Times of capture at the edges. Only what lies between the first photograph and next year is believed. */
export async function oddDates(stage: BrokenStage): Made<'odd-dates'> {
  const dates: readonly (readonly [timestamp: string, taken: string | null])[] = [
    ['0', null],
    ['-1', '1969-12-31T23:59:59Z'],
    [String(Date.UTC(1869, 4, 10, 12) / 1000), '1869-05-10T12:00:00Z'],
    [String(Date.UTC(1750, 0, 1) / 1000), null],
    [String(Date.UTC(10_000, 0, 1) / 1000), null],
    ['99999999999999999999', null],
    ['1e3', null],
    ['NaN', null],
    ['', null],
    ['soon', null],
  ];
  const entries: RawZipEntry[] = [];
  const survivors = [];
  for (const [i, [timestamp, taken]] of dates.entries()) {
    const item = await stage.item(`odd date ${i}`);
    entries.push(...asTheyAre(withChange(stage, item, { photoTakenTime: { timestamp, formatted: timestamp } })));
    survivors.push({ ...item.survivor, taken });
  }
  return written('odd-dates', stage, entries, survivors);
}

function withChange(stage: BrokenStage, item: SoundItem, change: Readonly<Record<string, unknown>>): SoundItem {
  const said: unknown = JSON.parse(Buffer.concat(item.sidecar.chunks).toString('utf8'));
  const text = JSON.stringify({ ...(typeof said === 'object' ? said : {}), ...change });
  return { ...item, sidecar: { ...stage.text('', text), path: item.sidecar.path } };
}

function unknown({ survivor }: SoundItem): SoundItem['survivor'] {
  return { ...survivor, caption: null, taken: null };
}

async function written<Kind extends string>(
  kind: Kind,
  stage: BrokenStage,
  entries: readonly RawZipEntry[],
  survivors: BrokenPart<Kind>['survivors'],
): Made<Kind> {
  const file = stage.file('zip');
  await writeFile(file, rawZip(entries));
  return { kind, files: [file], survivors, suspects: [] };
}
