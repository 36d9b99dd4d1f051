import { failed, ok } from '../../../../contract/result.ts';
import { sharedBlocks } from './blocks.ts';
import { deliver, type EntryContent, readThrough, readWhole } from './delivery.ts';
import { fileBlocks } from './file-blocks.ts';
import { archiveFingerprint } from './fingerprint.ts';
import type { OpenPart, PartEntry, PassedEntry } from './part-entry.ts';
import type { PartFile } from './part-file.ts';

/** What the name of a file tells that is larger than the parts of its export: Google delivers it beside the archives. */
interface BareName {
  /** Under which it stands in the export, beside its sidecar. */
  readonly name: string;
  /** Of the part that it is. */
  readonly number: number;
  /** Films are what gets so large. */
  readonly isFilm: boolean;
}

const film = /^\.(?:mp4|m4v|mov|avi|mkv|mpe?g|m?ts|m2ts|3gp|wmv|webm|flv|mp|mv)$/i;
const picture = /^\.(?:jpe?g|heic|heif|png|gif|tiff?|webp|avif|dng|cr2|cr3|nef|arw|raf|orf|rw2|bmp|psd)$/i;
/** `GH010015-045.MP4`; a browser puts ` (1)` behind the number of a second download. */
const bareName = /^(?<stem>.+)-(?<number>\d{3,4})(?: ?\(\d{1,3}\))?(?<ending>\.[a-z\d]{2,4})$/i;

/** Reads the name of a bare file; null when it is not called like one. */
export function recogniseBareFile(fileName: string): BareName | null {
  const { stem = '', number = '', ending = '' } = bareName.exec(fileName)?.groups ?? {};
  const isFilm = film.test(ending);
  if (stem === '' || Number(number) === 0 || !(isFilm || picture.test(ending))) return null;
  return { name: `${stem}${ending}`, number: Number(number), isFilm };
}

/** A bare file as a part with one entry, which bears the name that it has in the export. */
export async function openBareFile(
  file: PartFile,
  place: Pick<OpenPart, 'name' | 'path'>,
  name: string,
): Promise<OpenPart> {
  const content = (): EntryContent => ({
    path: name,
    bytes: file.size,
    crc32: null,
    chunks: fileBlocks(file, 0, file.size, sharedBlocks),
    isUnchanged: () => file.isUnchanged(),
  });
  // When it was downloaded tells nothing of its export.
  const entry: PartEntry = { path: name, position: 0, bytes: file.size, crc32: null, modifiedAt: null, refusal: null };
  async function* walk(signal: AbortSignal): AsyncGenerator<PassedEntry> {
    yield {
      entry,
      read: (limit) => readWhole(content(), limit, signal),
      readThrough: (take) => readThrough(content(), take, signal),
    };
  }
  return {
    ...place,
    format: 'file',
    bytes: file.size,
    fingerprint: await archiveFingerprint(file),
    walk,
    fetch: async (_, sink, signal) => {
      const turn = await file.ahead?.turn({ begin: 0, end: file.size }, signal);
      try {
        const delivered = await deliver(content(), sink, signal);
        return delivered.ok ? ok(undefined) : failed(delivered.problem);
      } finally {
        turn?.release();
      }
    },
    close: () => file.close(),
  };
}
