import { judgeClientFile } from '../../../electron/account/client-file.ts';
import { migratedSettings } from '../../../electron/contract/settings-migrations.ts';
import { safeFileName, safeFolderName } from '../../../electron/engine/destination/names.ts';
import { readJson, type Sidecar } from '../../../electron/engine/sources/takeout/meaning/json-kind.ts';
import {
  type FolderJson,
  understandFolder,
} from '../../../electron/engine/sources/takeout/meaning/understand-folder.ts';
import { storedSettingsSchema } from '../../../electron/main/settings/stored-settings.ts';
import { clientFileText } from '../../unit/account/fixtures/google.ts';
import { folderJson } from '../../unit/takeout-meaning/read-sample.ts';
import { damagedJson } from '../damage-json.ts';
import { type FuzzTarget, promise } from '../fuzz-target.ts';

const now = new Date('2026-11-01T00:00:00Z');

/** Readers of text that a person, a disk or Google hands over, and that need nothing else. */
export const fuzzTargets: readonly FuzzTarget[] = [
  textTarget('sidecar', sidecarTexts(), readSidecar),
  textTarget('folder-names', folderTexts(), readFolder),
  textTarget('client-file', [clientFileText(), '{"web":{"client_id":"x"}}'], readClientFile),
  textTarget('settings', [JSON.stringify(storedSettingsSchema.parse({}))], readSettings),
];

function textTarget(name: string, texts: readonly string[], read: (input: Uint8Array) => unknown): FuzzTarget {
  return {
    name,
    open: async () => ({
      samples: texts.map((text) => Buffer.from(text)),
      damage: damagedJson,
      read: async (input) => read(input),
      close: async () => undefined,
    }),
  };
}

function sidecarTexts(): readonly string[] {
  const sidecar = {
    title: 'IMG_0001.JPG',
    description: 'At the lake',
    imageViews: '3',
    creationTime: { timestamp: '1691836600', formatted: '12 Aug 2023' },
    photoTakenTime: { timestamp: '1691836530', formatted: '12 Aug 2023' },
    geoData: { latitude: 48.8577, longitude: -2.295, altitude: 35, latitudeSpan: 0, longitudeSpan: 0 },
    geoDataExif: { latitude: 48.8577, longitude: -2.295, altitude: 35 },
    people: [{ name: 'Ada' }, { name: 'Grace' }],
    url: 'https://photos.google.com/photo/abc',
    favorited: true,
    googlePhotosOrigin: { fromPartnerSharing: {} },
  };
  const album = { title: 'Trip', description: '', access: 'protected', date: { timestamp: '1691836530' } };
  return [sidecar, album, { albumData: album }, { title: 'Only a title' }, { comments: [] }].map((one) =>
    JSON.stringify(one),
  );
}

function readSidecar(input: Uint8Array): unknown {
  const reading = readJson(input, 'IMG_0001.JPG.supplemental-metadata.json', now);
  if (reading.kind === 'sidecar' || reading.kind === 'title-only') requireSound(reading.sidecar);
  const folder = 'Photos from 2023';
  const json = [folderJson('IMG_0001.JPG.supplemental-metadata.json', reading)];
  const understood = understandFolder({ folder, json, media: [{ name: 'IMG_0001.JPG' }] }, now);
  return [reading, understood];
}

/** What is written into names, dates and XMP. */
function requireSound({ title, takenAt, uploadedAt, geoData, people }: Sidecar): void {
  for (const seconds of [takenAt, uploadedAt]) {
    promise(seconds === null || !Number.isNaN(new Date(seconds * 1_000).getTime()), `${seconds} is no moment`);
  }
  promise(
    geoData === null || (Math.abs(geoData.latitude) <= 90 && Math.abs(geoData.longitude) <= 180),
    'a false place',
  );
  for (const text of [title, ...people]) promise(text.isWellFormed(), 'a text that is no UTF-16');
  for (const name of [safeFileName(title), safeFolderName(title)]) {
    promise(!/[/\\\0]/.test(name) && !['', '.', '..'].includes(name), `${JSON.stringify(name)} is no name`);
    promise(Buffer.byteLength(name) <= 255, 'a name that is too long');
  }
}

function folderTexts(): readonly string[] {
  return [
    JSON.stringify({
      folder: 'Trip to Rome',
      media: ['IMG_0001.JPG', 'IMG_0001(1).JPG', 'IMG_0001-edited.JPG', 'IMG_0002.HEIC', 'IMG_0002.MP4', 'a.jpg'],
      json: [
        ['IMG_0001.JPG.supplemental-metadata.json', 'IMG_0001.JPG'],
        ['IMG_0001.JPG.supplemental-metadata(1).json', 'IMG_0001.JPG'],
        ['IMG_0002.HEIC.supplemental-metad.json', 'IMG_0002.HEIC'],
        ['metadata.json', 'Trip to Rome'],
      ],
    }),
    JSON.stringify({
      folder: 'Photos from 2019',
      media: ['Screenshot_20190101-120000_Some very long application name.png', 'été.jpg', 'x'.repeat(46)],
      json: [
        ['Screenshot_20190101-120000_Some very long appli.json', 'Screenshot_20190101-120000_Some: very long.png'],
      ],
    }),
  ];
}

function readFolder(input: Uint8Array): unknown {
  const value = parsed(input);
  const media = listIn(value, 'media').map((name) => ({ name: textOf(name) }));
  const json = listIn(value, 'json').map((pair): FolderJson => {
    const [name, title] = Array.isArray(pair) ? pair : [pair];
    return { name: textOf(name), kind: 'sidecar', title: textOf(title) };
  });
  const contents = { folder: textOf(Object(value)['folder']), media, json };
  const understood = understandFolder(contents, now);
  promise(understood.matches.length === media.length, 'a media file without an answer');
  promise(understood.roles.length === json.length, 'a JSON file without an answer');
  for (const { sidecar, candidates } of understood.matches) {
    for (const index of [sidecar ?? 0, ...candidates]) {
      promise(index === 0 || index < json.length, `there is no sidecar ${index}`);
    }
  }
  const turned = understandFolder({ ...contents, media: media.toReversed(), json: json.toReversed() }, now);
  promise(turned.meaning === understood.meaning || typeof turned.meaning === 'object', 'the order decides the meaning');
  const confidences = (matches: typeof turned.matches): string => matches.map(({ confidence }) => confidence).join();
  promise(
    confidences(turned.matches.toReversed()) === confidences(understood.matches),
    'the order decides which sidecars count',
  );
  return understood;
}

function readClientFile(input: Uint8Array): unknown {
  const judged = judgeClientFile(Buffer.from(input).toString('utf8'));
  if (judged.ok) promise(/^[\w-]+\.apps\.googleusercontent\.com$/.test(judged.value.clientId), 'a false client ID');
  else promise(judged.problem.code.startsWith('client-'), `a file is ${judged.problem.code}`);
  return judged;
}

function readSettings(input: Uint8Array): unknown {
  const value = parsed(input);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return storedSettingsSchema.safeParse(migratedSettings({ ...value })).success;
}

function parsed(input: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(input).toString('utf8'));
  } catch {
    // Damaged bytes are no JSON any more: nobody gets any further.
    return null;
  }
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list: unknown = Object(value)[key];
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
