import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';

/**
 * A slow and simple reader of extracted exports. It knows the published rules of the format and nothing of the generator:
 * what it finds must be what the generator calls the truth.
 */
export interface ReadAsset {
  readonly titles: ReadonlySet<string>;
  readonly captions: ReadonlySet<string>;
  /** photoTakenTime, "none" without a sidecar or without that time. */
  readonly taken: ReadonlySet<string>;
  readonly favorite: boolean;
  readonly albums: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

interface Sidecar {
  readonly path: string;
  readonly core: string;
  readonly number: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly title: string;
}

interface Folder {
  readonly media: string[];
  readonly sidecars: Sidecar[];
  albumTitle: string | undefined;
}

const infix = '.supplemental-metadata';
const suffixes = 'edited bearbeitet modifié modificato bewerkt edytowane editado editat 編集済み 编辑'.split(' ');
const trash = ['Trash', 'Papierkorb', 'Corbeille', 'Papelera', 'Cestino', 'ゴミ箱'];

/** Reads parts that lie extracted in these folders, all of one export. */
export async function readByRules(parts: readonly string[]): Promise<ReadonlyMap<string, ReadAsset>> {
  const { folders, files } = await indexed(parts);
  const assets = new Map<string, MutableAsset>();
  const byLikeness = new Map<string, MutableAsset[]>();
  const orphans: { readonly sidecar: Sidecar; readonly folder: Folder }[] = [];
  for (const [path, folder] of folders) {
    if (trash.includes(path.split('/').at(-1) ?? '')) continue;
    const used = new Set<Sidecar>();
    const members = new Map<Sidecar, MutableAsset[]>();
    for (const name of folder.media) {
      const file = `${path}/${name}`;
      const digest = createHash('sha256')
        .update(await readFile(files.get(file) ?? ''))
        .digest('hex');
      const asset = assets.get(digest) ?? emptyAsset();
      assets.set(digest, asset);
      asset.paths.add(file);
      if (folder.albumTitle !== undefined) asset.albums.add(`${folder.albumTitle}\0${path.split('/').at(-1)}`);
      const sidecar = sidecarOf(name, folder);
      if (sidecar === undefined) continue;
      used.add(sidecar);
      take(asset, sidecar);
      members.set(sidecar, [...(members.get(sidecar) ?? []), asset]);
    }
    for (const [sidecar, shared] of members) {
      const key = likeness(sidecar);
      byLikeness.set(key, [...(byLikeness.get(key) ?? []), ...shared]);
    }
    for (const sidecar of folder.sidecars) if (!used.has(sidecar)) orphans.push({ sidecar, folder });
  }
  for (const { sidecar, folder } of orphans) {
    const name = dirname(sidecar.path).split('/').at(-1);
    if (folder.albumTitle === undefined) continue;
    for (const asset of byLikeness.get(likeness(sidecar)) ?? []) asset.albums.add(`${folder.albumTitle}\0${name}`);
  }
  return assets;
}

interface MutableAsset extends ReadAsset {
  readonly titles: Set<string>;
  readonly captions: Set<string>;
  readonly taken: Set<string>;
  favorite: boolean;
  readonly albums: Set<string>;
  readonly paths: Set<string>;
}

function emptyAsset(): MutableAsset {
  return {
    titles: new Set(),
    captions: new Set(),
    taken: new Set(),
    favorite: false,
    albums: new Set(),
    paths: new Set(),
  };
}

function take(asset: MutableAsset, { title, json }: Sidecar): void {
  asset.titles.add(title);
  asset.captions.add(String(json['description'] ?? ''));
  asset.taken.add(takenText(json));
  if (json['favorited'] === true) asset.favorite = true;
}

function takenText(json: Sidecar['json']): string {
  const time = json['photoTakenTime'];
  return typeof time === 'object' && time !== null && 'timestamp' in time ? String(time.timestamp) : 'none';
}

function likeness({ title, json }: Sidecar): string {
  return `${title}\0${takenText(json)}`;
}

async function indexed(
  parts: readonly string[],
): Promise<{ readonly folders: ReadonlyMap<string, Folder>; readonly files: ReadonlyMap<string, string> }> {
  const folders = new Map<string, Folder>();
  const files = new Map<string, string>();
  const texts: { readonly path: string; readonly json: unknown }[] = [];
  for (const part of parts) {
    for (const entry of await readdir(part, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const path = relative(part, file);
      files.set(path, file);
      const folder = folders.get(dirname(path)) ?? { media: [], sidecars: [], albumTitle: undefined };
      folders.set(dirname(path), folder);
      if (entry.name.endsWith('.json')) texts.push({ path, json: JSON.parse(await readFile(file, 'utf8')) });
      else if (!entry.name.endsWith('.html')) folder.media.push(entry.name);
    }
  }
  for (const { path, json } of texts) classify(path, json, folders.get(dirname(path)));
  return { folders, files };
}

function classify(path: string, json: unknown, folder: Folder | undefined): void {
  if (typeof json !== 'object' || json === null || folder === undefined) return;
  const album = 'albumData' in json ? json.albumData : json;
  if (typeof album !== 'object' || album === null || !('title' in album) || typeof album.title !== 'string') return;
  const name = path.split('/').at(-1) ?? '';
  const core = name.slice(0, -'.json'.length);
  const [, plain = core, digits = '0'] = /^(.*)\((\d+)\)$/s.exec(core) ?? [];
  const sidecar = {
    path,
    core: plain,
    number: Number(digits),
    json: Object.fromEntries(Object.entries(json)),
    title: album.title,
  };
  const isOfMedia = 'photoTakenTime' in json || folder.media.some((file) => isOf(sidecar, file, 0, 'by-form'));
  if (isOfMedia) folder.sidecars.push(sidecar);
  else folder.albumTitle = album.title;
}

/** A media file's sidecar: its own; an edited copy's or a clip's is that of the picture. */
function sidecarOf(name: string, folder: Folder): Sidecar | undefined {
  const own = ownSidecar(name, folder);
  if (own !== undefined) return own;
  const { stem, extension, number } = parsed(name);
  for (const base of editedBases(stem, extension)) {
    const found =
      find(folder, base + extension, number) ??
      (number === 0 ? undefined : ownSidecar(`${base}(${number})${extension}`, folder));
    if (found !== undefined) return found;
  }
  const clip = /^(.*?)(?:\.MP~\d|\.MP|\.MV|\.MP4|\.MOV)$/s.exec(stem + extension);
  if (clip?.[1] === undefined) return undefined;
  const stills = ['.HEIC', '.JPG', '.MP.jpg', '.MP~2.jpg', '.MV.jpg'].map((ending) => `${clip[1]}${ending}`);
  for (const still of [`${stem}${extension}.jpg`, ...stills]) {
    const found = find(folder, still, number);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The title decides between readings of a name: what is cut off may hide a number. */
function ownSidecar(name: string, folder: Folder): Sidecar | undefined {
  const { stem, extension, number } = parsed(name);
  const readings = [{ name, number: 0 }, ...(number === 0 ? [] : [{ name: stem + extension, number }])];
  for (const how of ['by-title', 'by-form'] as const) {
    for (const reading of readings) {
      const found = folder.sidecars.find((sidecar) => isOf(sidecar, reading.name, reading.number, how));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function find(folder: Folder, name: string, number: number): Sidecar | undefined {
  return (
    folder.sidecars.find((sidecar) => isOf(sidecar, name, number, 'by-title')) ??
    folder.sidecars.find((sidecar) => isOf(sidecar, name, number, 'by-form'))
  );
}

function isOf(
  { title, core, number: own }: Sidecar,
  name: string,
  number: number,
  how: 'by-title' | 'by-form',
): boolean {
  if (own !== number) return false;
  const fileName = fileNameOf(title);
  if (how === 'by-title') return mediaNameOf(fileName) === name && isCutOf(core, fileName);
  return isCutOf(core.normalize('NFC'), name.normalize('NFC'));
}

function isCutOf(core: string, fileName: string): boolean {
  for (let length = 0; length <= infix.length; length += 1) {
    if (cut(fileName + infix.slice(0, length), 46) === core) return true;
  }
  return false;
}

function* editedBases(stem: string, extension: string): Generator<string> {
  for (const suffix of suffixes) {
    const full = `-${suffix}`.normalize('NFC');
    if (stem.endsWith(full)) yield stem.slice(0, -full.length);
  }
  if (stem.length + extension.length < 51) return;
  for (const suffix of suffixes) {
    for (let length = suffix.length; length >= 2; length -= 1) {
      const part = `-${suffix}`.slice(0, length);
      if (stem.endsWith(part)) yield stem.slice(0, -part.length);
    }
  }
}

function parsed(name: string): { readonly stem: string; readonly extension: string; readonly number: number } {
  const ending = extname(name);
  const extension = /^\.[A-Za-z0-9]{1,5}$/.test(ending) ? ending : '';
  const whole = name.slice(0, name.length - extension.length);
  const [, stem = whole, digits = '0'] = /^(.*)\((\d+)\)$/s.exec(whole) ?? [];
  return { stem, extension, number: Number(digits) };
}

function mediaNameOf(fileName: string): string {
  const ending = extname(fileName);
  const extension = /^\.[A-Za-z0-9]{1,5}$/.test(ending) ? ending : '';
  return cut(fileName.slice(0, fileName.length - extension.length), 51 - extension.length) + extension;
}

function fileNameOf(title: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system takes them
  const safe = title.replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*%&]/g, '_');
  return /^\.*$/.test(safe) ? '_'.repeat(Math.max(1, safe.length)) : safe;
}

function cut(text: string, length: number): string {
  const short = text.slice(0, length);
  return short.isWellFormed() ? short : short.slice(0, -1);
}
