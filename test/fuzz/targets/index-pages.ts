import {
  type IndexedFile,
  type IndexPageLimits,
  IndexPageReader,
  type IndexReading,
  indexPageLimits,
} from '../../../electron/engine/sources/takeout/index-page/index-page.ts';
import { damagedBytes } from '../damage-bytes.ts';
import { below, type Chance, type FuzzTarget, oneOf, promise } from '../fuzz-target.ts';

/** Far below the real ones, so that damaged pages come to them. */
const narrow: IndexPageLimits = { bytes: 20_000, files: 6, letters: 40, depth: 12 };

/** Index pages of exports, with damaged bytes and damaged markup. */
export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'index-page',
    open: async () => ({
      samples: pages().map((page) => Buffer.from(page)),
      damage: (samples, chance) => (chance() < 0.4 ? damagedBytes(samples, chance) : damagedMarkup(samples, chance)),
      read: async (input) => readPage(input),
      close: async () => undefined,
    }),
  },
];

function pages(): readonly string[] {
  const leaf = (name: string, failure = ''): string =>
    `<div class="extracted-child"><div class="file-leaf"><div class="extracted-file-name"> ${name}</div>` +
    `<div class="failure-message">${failure}</div></div></div>`;
  const folder = (title: string, ...inside: readonly string[]): string =>
    '<div class="table-row"><button class="extracted-folder">' +
    `<div class="extracted-folder-name">${title}</div></button>${inside.join('')}</div>`;
  const page = (id: string, summary: string, lists: string): string =>
    '<!doctype html><html><head><script>var a = "<div class=\'job-id\'>x</div>"</script></head><body>' +
    '<div class="job-id hidden">1f2e-3d</div><h1 class="header_title">Archiv für who+x@example.org</h1>' +
    `<div id="service-details-${id}" class="service-detail"><div class="service_name"><h1>Google Fotos</h1></div>` +
    `<div class="service_summary">${summary}</div>${lists}</div></body></html>`;
  const year = folder('Photos from 2023', leaf('a.jpg'), leaf('Ä &amp; ö 🏔.jpg'), leaf('b.mov', 'konnte nicht'));
  const nested = folder('Outer', `<div class="extracted-child">${folder('Inner', leaf('deep.jpg'))}</div>`);
  return [
    page('PHOTOS', '5 files, 1,731.65 GB', year + nested + folder('Trip', leaf('a.jpg'))),
    page('DRIVE', '1 file', folder('Papers', leaf('letter.pdf'))) + page('PHOTOS', '', folder('Rome', leaf('c.jpg'))),
    page('PHOTOS', '0 files', ''),
  ];
}

const pieces = [
  ...['<div>', '</div>', '<div', '>', '"', "'", '<!--', '-->', '<![CDATA[', ']]>', '<script>', '</script>', '<p/>'],
  ...['<div class="extracted-child">', '<div class="file-leaf">', '<div class="extracted-folder-name">', '</button>'],
  ...['<div id="service-details-PHOTOS" class="service-detail">', '<div class="extracted-file-name">', '<br>', '\0'],
  ...['&', '&amp', '&#0;', '&#xd800;', '&#99999999;', '&notanentity;', '<svg>', '<title>', '<textarea>', '<plaintext>'],
  ...['99999999999999999999 files', '1,000,000', '-1', '../../x', 'x@y.z', ' class="', ' id="service-details-PHOTOS"'],
  ...['\u2028', '\ufeff', 'e\u0301', '\u202e', '\u00a0'],
];

/** A page in which pieces of markup are put, taken away, or come many times. */
function damagedMarkup(samples: readonly Uint8Array[], chance: Chance): Uint8Array {
  let page = Buffer.from(oneOf(samples, chance)).toString();
  for (let times = 1 + below(6, chance); times > 0; times -= 1) {
    const at = chance() < 0.5 ? below(page.length + 1, chance) : tagAfter(page, below(page.length + 1, chance));
    const removed = chance() < 0.5 ? 0 : below(60, chance);
    const piece = chance() < 0.2 ? '' : oneOf(pieces, chance).repeat(oneOf([1, 1, 1, 2, 20, 700], chance));
    page = page.slice(0, at) + piece + page.slice(at + removed);
  }
  return Buffer.from(page);
}

function tagAfter(page: string, from: number): number {
  const at = page.indexOf('<', from);
  return at < 0 ? page.length : at;
}

interface PageRead {
  readonly files: readonly IndexedFile[];
  readonly reading: IndexReading;
}

function readPage(input: Uint8Array): unknown {
  const whole = readInPieces(input, indexPageLimits, input.length);
  requireSound(whole, indexPageLimits);
  for (const length of [1, 7, 4_096]) {
    const again = readInPieces(input, indexPageLimits, length);
    promise(told(again) === told(whole), `in pieces of ${length} bytes it is another page`);
  }
  const bounded = readInPieces(input, narrow, 512);
  requireSound(bounded, narrow);
  return [whole, bounded];
}

/** Nothing is kept of a page that is not believed: where it breaks off within a tag, the parser tells more or less of it. */
function told({ files, reading }: PageRead): string {
  return JSON.stringify(reading.kind === 'read' ? { files, reading } : reading);
}

function readInPieces(input: Uint8Array, limits: IndexPageLimits, length: number): PageRead {
  const files: IndexedFile[] = [];
  const reader = new IndexPageReader((file) => files.push(file), limits);
  for (let at = 0; at < input.length; at += length) reader.write(input.subarray(at, at + length));
  return { files, reading: reader.end() };
}

function requireSound({ files, reading }: PageRead, { files: most, letters }: IndexPageLimits): void {
  promise(files.length <= most, `${files.length} files are listed`);
  for (const { folder, name, failure } of files) {
    promise(name !== '' && failure !== '', 'a name or reason of nothing');
    for (const text of [folder, name, failure ?? '']) {
      promise(text.length <= letters, `a text of ${text.length} letters is kept`);
    }
  }
  if (reading.kind === 'unreadable') return;
  const { listed, failed, jobId, email, product } = reading.summary;
  promise(listed === files.length, `${listed} files are said to be listed, and ${files.length} are`);
  promise(failed === files.filter(({ failure }) => failure !== null).length, 'the failed ones are counted wrongly');
  for (const text of [jobId, email, product]) promise(text === null || text !== '', 'an empty text is one');
}
