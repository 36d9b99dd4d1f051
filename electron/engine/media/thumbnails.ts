import { stat } from 'node:fs/promises';
import type { PictureDecoder } from '../../contract/picture-decoder.ts';
import { problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { LatestFirst } from './latest-first.ts';
import { makeThumbnail } from './thumbnail.ts';
import { isWholeWebp, type ThumbnailFiles } from './thumbnail-files.ts';

/** A small picture for the screen. */
export interface ThumbnailImage {
  /** In memory of their own: they may be sent to another process. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: 'image/webp';
}

/** The photo that a thumbnail shows. */
export interface ThumbnailSubject {
  /** Absolute. */
  readonly file: string;
  /** Of the photo's content, in hex: equal contents share a thumbnail, and a new content never gets an old one. */
  readonly sha256: string;
  /** Length of the photo's content. */
  readonly bytes: number;
  /** Asked before the file is opened: is it a file, which no link leads to? */
  readonly mayOpen?: () => Promise<Result<void>>;
}

/** What {@link Thumbnails} are built from. */
export interface ThumbnailDeps {
  readonly files: ThumbnailFiles;
  readonly decoder: PictureDecoder;
  /** Folder within the cache, one a destination: a relative path. */
  readonly folder: string;
}

/** Twice the side of a tile of the grid, in pixels: sharp on screens of high density. */
const size = 400;
/** As many as the decoder works on at once. */
const parallel = 2;
/** More than any screen shows at once. */
const mostWaiting = 1_000;
/** So many photos without a thumbnail are remembered, and as many slow ones, each by 80 bytes. */
const mostRemembered = 20_000;

/** Thumbnails of photos: from the cache, else made, those that were asked for last first. */
export class Thumbnails {
  readonly #deps: ThumbnailDeps;
  readonly #making: LatestFirst<Result<ThumbnailImage | null>>;
  /** Contents that have no thumbnail: one that crashes its decoder must not do so at every look. */
  readonly #without = new Set<string>();
  /** Contents that took too long once: then, a busy machine may have been the reason. */
  readonly #slow = new Set<string>();

  constructor(deps: ThumbnailDeps) {
    this.#deps = deps;
    const givenUp = (): Result<ThumbnailImage | null> => failed(problem('interrupted'));
    this.#making = new LatestFirst({ parallel, waiting: mostWaiting, givenUp });
  }

  /**
   * The thumbnail of a photo; null when no picture can be made of it (see {@link makeThumbnail}). Problems:
   * `file-missing`, `file-changed` (another file lies there), `internal` (it cannot be read), `interrupted` (given up
   * because a thousand others were asked for since, because of {@link close}, for want of a decoder, or because decoding
   * took too long for the first time; the second time there is no thumbnail).
   */
  async of(subject: ThumbnailSubject): Promise<Result<ThumbnailImage | null>> {
    if (this.#without.has(subject.sha256)) return ok(null);
    const path = this.#pathOf(subject);
    const kept = await this.#deps.files.read(path);
    if (kept !== null) return ok(imageOf(kept));
    return this.#making.ask(path, () => this.#make(subject, path));
  }

  /** A picture that was made elsewhere: what is in the cache, or null. */
  async kept(subject: Pick<ThumbnailSubject, 'sha256'>): Promise<ThumbnailImage | null> {
    const kept = await this.#deps.files.read(this.#pathOf(subject));
    return kept === null ? null : imageOf(kept);
  }

  /** Keeps a picture that was made elsewhere, such as a frame of a film; false when it is no whole WebP. */
  async keep(subject: Pick<ThumbnailSubject, 'sha256'>, bytes: Uint8Array): Promise<boolean> {
    if (!isWholeWebp(bytes)) return false;
    await this.#deps.files.write(this.#pathOf(subject), bytes);
    return true;
  }

  /** Gives up what waits; resolves once nothing is being made any more. */
  async close(): Promise<void> {
    await this.#making.close();
    await this.#deps.files.settled();
  }

  #pathOf({ sha256 }: Pick<ThumbnailSubject, 'sha256'>): string {
    return `${this.#deps.folder}/${size}/${sha256.slice(0, 2)}/${sha256}.webp`;
  }

  async #make(subject: ThumbnailSubject, path: string): Promise<Result<ThumbnailImage | null>> {
    const open = (await subject.mayOpen?.()) ?? ok(undefined);
    if (!open.ok) return open;
    const there = await requireSameLength(subject);
    if (!there.ok) return there;
    const made = await makeThumbnail(subject.file, { size, decoder: this.#deps.decoder });
    if (!made.ok) return made;
    const isFirstTime = made.value === 'too-slow' && !this.#slow.delete(subject.sha256);
    if (isFirstTime) {
      remember(this.#slow, subject);
      return failed(problem('interrupted'));
    }
    if (made.value === null || made.value === 'too-slow') {
      remember(this.#without, subject);
      return ok(null);
    }
    this.#slow.delete(subject.sha256);
    await this.#deps.files.write(path, made.value.bytes);
    return ok(imageOf(made.value.bytes));
  }
}

/** Until the program ends: the next version may decode more. */
function remember(contents: Set<string>, { sha256 }: ThumbnailSubject): void {
  if (contents.size >= mostRemembered) contents.clear();
  contents.add(sha256);
}

function imageOf(bytes: Uint8Array): ThumbnailImage {
  return { bytes: new Uint8Array(bytes), mime: 'image/webp' };
}

/** Another disk at the same place may have another photo at the same path: its picture must not be kept as this one's. */
async function requireSameLength({ file, bytes }: ThumbnailSubject): Promise<Result<void>> {
  try {
    const { size: found } = await stat(file);
    return found === bytes ? ok(undefined) : failed(problem('file-changed', { subject: file }));
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
    return failed(isMissing ? problem('file-missing', { subject: file }) : problemOf(thrown));
  }
}
