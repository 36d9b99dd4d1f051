import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'htmlparser2';
import { OpenElements } from './open-elements.ts';

/** What a page may hold before it is called unreadable. A page with 88,000 names is 16 MiB long. */
export interface IndexPageLimits {
  readonly bytes: number;
  /** Names of files, of all products. */
  readonly files: number;
  /** Letters of one name, of one reason for a failure, or of the path of a folder. */
  readonly letters: number;
  /** Elements within one another. Google's pages nest a dozen; the parser's time grows with the square of it. */
  readonly depth: number;
}

/** Room for six million names. */
export const indexPageLimits: IndexPageLimits = {
  bytes: 1024 * 1024 * 1024,
  files: 6_000_000,
  letters: 4096,
  depth: 500,
};

/** Whatever a page holds: what is kept of it stays small. */
const mostClassesKept = 200;
/** A fault is noticed between such pieces. */
const pieceBytes = 64 * 1024;

/** A file that the index lists for Google Photos. */
export interface IndexedFile {
  /** Titles of the folders from the product down, as the page shows them: of two albums with one title, both alike. */
  readonly folder: string;
  readonly name: string;
  /** Why Google failed to export it, in the language of the page; null for a file that is in the export. */
  readonly failure: string | null;
}

/** What a page says of the whole export. */
export interface IndexSummary {
  /** Google's number of the export; null when the page shows none. */
  readonly jobId: string | null;
  /** Of the account that was exported; null when the page shows none. */
  readonly email: string | null;
  /** The folder of Google Photos below `Takeout`, in the language of the export; null when the page shows none. */
  readonly product: string | null;
  /** Files that were listed for Google Photos, those that Google failed to export included. */
  readonly listed: number;
  readonly failed: number;
}

/** Why a page is not believed. */
export type IndexFault =
  /** Longer or more deeply nested than the limits allow. */
  | 'too large'
  /** It has no list of Google Photos: another product's page, or markup that we do not know. */
  | 'no list'
  /** It ends within the list, or lists fewer files than it says. */
  | 'cut off';

/** The outcome of reading a page. */
export type IndexReading =
  | { readonly kind: 'read'; readonly summary: IndexSummary }
  | { readonly kind: 'unreadable'; readonly fault: IndexFault };

const photosSection = 'service-details-PHOTOS';

/**
 * Reads an export's index page piece by piece, so that no page is ever in memory as a whole. Nothing is rendered, and no
 * word of any language is relied upon: what counts are the page's ids and classes (as met in exports of May to September
 * 2026). `onFile` is called for each file of Google Photos, in the order of the page.
 */
export class IndexPageReader {
  readonly #onFile: (file: IndexedFile) => void;
  readonly #limits: IndexPageLimits;
  readonly #decoder = new StringDecoder('utf8');
  readonly #elements = new OpenElements();
  readonly #classes = new Map<string, readonly string[]>();
  readonly #parser: Parser;
  #bytes = 0;
  #text = '';
  #fault: IndexFault | null = null;
  #jobId: string | null = null;
  #email: string | null = null;
  #product: string | null = null;
  #said: number | null = null;
  #sections = { begun: 0, ended: 0 };
  #leaf: { name: string | null; failure: string | null } | null = null;
  #listed = 0;
  #failed = 0;

  constructor(onFile: (file: IndexedFile) => void, limits: IndexPageLimits = indexPageLimits) {
    this.#onFile = onFile;
    this.#limits = limits;
    this.#parser = new Parser(
      {
        onopentag: (_, attributes) => this.#open(attributes),
        ontext: (text) => this.#read(text),
        onclosetag: (_, isImplied) => this.#close(isImplied),
      },
      { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
    );
  }

  /** The next bytes of the page. What comes after a fault is passed over. */
  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.#fault === null; at += pieceBytes) {
      const piece = bytes.subarray(at, at + pieceBytes);
      this.#bytes += piece.length;
      if (this.#bytes > this.#limits.bytes) this.#fault = 'too large';
      else this.#parser.write(this.#decoder.write(piece));
    }
  }

  /** Call once, after the last bytes. */
  end(): IndexReading {
    if (this.#fault === null) this.#parser.end(this.#decoder.end());
    const fault = this.#fault ?? this.#faultAtEnd();
    if (fault !== null) return { kind: 'unreadable', fault };
    const { listed, failed } = { listed: this.#listed, failed: this.#failed };
    const summary = { jobId: this.#jobId, email: this.#email, product: this.#product, listed, failed };
    return { kind: 'read', summary };
  }

  #faultAtEnd(): IndexFault | null {
    if (this.#sections.begun === 0) return 'no list';
    if (this.#sections.ended < this.#sections.begun) return 'cut off';
    if (this.#listed === 0) return this.#said === 0 ? null : 'no list';
    return this.#said !== null && this.#said > this.#listed ? 'cut off' : null;
  }

  #open(attributes: Readonly<Record<string, string>>): void {
    if (this.#fault !== null) return;
    const classes = this.#classesOf(attributes.class ?? '');
    this.#elements.open(attributes.id ?? null, classes);
    if (this.#elements.depth() > this.#limits.depth) this.#fault = 'too large';
    this.#text = '';
    if (attributes.id === photosSection) this.#sections.begun += 1;
    if (classes.includes('file-leaf')) this.#leaf = { name: null, failure: null };
  }

  /** A page has a dozen of them, a million times over. */
  #classesOf(attribute: string): readonly string[] {
    const known = this.#classes.get(attribute);
    if (known !== undefined) return known;
    const classes = attribute.split(/\s+/);
    if (this.#classes.size < mostClassesKept) this.#classes.set(attribute, classes);
    return classes;
  }

  /** Text inside an element that is read; it is gathered, as a parser gives it in pieces. */
  #read(text: string): void {
    if (this.#fault === null) this.#text += text.slice(0, this.#limits.letters - this.#text.length);
  }

  #close(isImplied: boolean): void {
    // The parser goes on to the end of the piece that it was given.
    if (this.#fault !== null) return;
    const closed = this.#elements.close();
    const text = this.#text.trim();
    this.#text = '';
    if (closed === null) return;
    if (closed.classes.includes('job-id')) this.#jobId ??= text === '' ? null : text;
    if (closed.classes.includes('header_title')) this.#email ??= addressIn(text);
    if (closed.id === photosSection && !isImplied) this.#sections.ended += 1;
    if (this.#elements.isInside(photosSection)) this.#closeInPhotos(closed.classes, text);
  }

  #closeInPhotos(classes: readonly string[], text: string): void {
    const has = (name: string): boolean => classes.includes(name);
    if (has('data-folder-name') || this.#elements.isInClass('service_name'))
      this.#product ??= text === '' ? null : text;
    if (has('service_summary')) this.#said ??= firstNumber(text);
    if (has('extracted-folder-name')) this.#enterFolder(text);
    if (this.#leaf === null || this.#fault !== null) return;
    if (has('extracted-file-name')) this.#leaf.name = text;
    if (has('failure-message') && text !== '') this.#leaf.failure = text;
    if (has('file-leaf')) this.#endLeaf(this.#leaf);
  }

  /** Folders within folders would otherwise make paths that grow with the square of the page. */
  #enterFolder(title: string): void {
    if (this.#elements.enterFolder(title).length > this.#limits.letters) this.#fault = 'too large';
  }

  #endLeaf({ name, failure }: { readonly name: string | null; readonly failure: string | null }): void {
    this.#leaf = null;
    if (name === null || name === '') return;
    if (this.#listed >= this.#limits.files) {
      this.#fault = 'too large';
      return;
    }
    this.#listed += 1;
    if (failure !== null) this.#failed += 1;
    this.#onFile({ folder: this.#elements.folder(), name, failure });
  }
}

/** The first thing in a line that looks like an e-mail address. The words around it are in the export's language. */
function addressIn(text: string): string | null {
  return /[^\s<>()"',;:]+@[^\s<>()"',;:]+\.[^\s<>()"',;:.]+/.exec(text)?.[0] ?? null;
}

/** The first number in a summary such as `227,263 files, 1,731.65 GB`; in groups of three, however they are set apart. */
function firstNumber(text: string): number | null {
  const digits = /\d{1,3}(?:[.,'’\u00A0\u202F ]\d{3})+(?!\d)|\d+/.exec(text)?.[0];
  return digits === undefined ? null : Number(digits.replace(/\D/g, ''));
}
