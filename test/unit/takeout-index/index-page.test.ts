import { describe, expect, it } from 'vitest';
import {
  type IndexedFile,
  type IndexPageLimits,
  IndexPageReader,
  type IndexReading,
  indexPageLimits,
} from '../../../electron/engine/sources/takeout/index-page/index-page.ts';

interface Leaf {
  readonly name: string;
  readonly failure?: string;
}

/** A list of Google's markup: a folder's button, then its files. */
function folder(title: string, ...leaves: readonly Leaf[]): string {
  const files = leaves.map(
    ({ name, failure = '' }) =>
      `<div class="extracted-child"><div class="file-leaf"><div class="extracted-file-name"> ${name}</div>` +
      `<div class="failure-message">${failure}</div></div></div>`,
  );
  return `<div class="table-row"><button class="extracted-folder"><div class="extracted-folder-name">${title}</div></button>${files.join('')}</div>`;
}

function page(lists: string, { head = '', summary = '', id = 'PHOTOS' } = {}): string {
  return `<!doctype html><html><body>${head}<div id="service-details-${id}" class="service-detail">
    <div class="service_name"><h1>Google Fotos</h1></div><div class="service_summary">${summary}</div>${lists}</div></body></html>`;
}

function read(
  html: string,
  { piece = 1000, limits = indexPageLimits }: { readonly piece?: number; readonly limits?: IndexPageLimits } = {},
): { readonly files: readonly IndexedFile[]; readonly reading: IndexReading } {
  const files: IndexedFile[] = [];
  const reader = new IndexPageReader((file) => files.push(file), limits);
  const bytes = Buffer.from(html, 'utf8');
  for (let at = 0; at < bytes.length; at += piece) reader.write(bytes.subarray(at, at + piece));
  return { files, reading: reader.end() };
}

function summaryOf(html: string): Extract<IndexReading, { kind: 'read' }>['summary'] {
  const { reading } = read(html);
  if (reading.kind !== 'read') throw new Error(`unreadable: ${reading.fault}`);
  return reading.summary;
}

const oneFile = folder('Photos from 2023', { name: 'a.jpg' });
const faultOf = (html: string, limits = indexPageLimits): string => {
  const { reading } = read(html, { limits });
  return reading.kind === 'unreadable' ? reading.fault : 'read';
};

describe('the files of an index page', () => {
  it.each([1, 2, 3, 7, 1000])('are the same in pieces of %i bytes', (piece) => {
    const html = page(folder('Fotos von 2023', { name: 'Ä &amp; ö 🏔.jpg' }, { name: 'b.jpg.json' }));
    expect(read(html, { piece }).files).toEqual([
      { folder: 'Fotos von 2023', name: 'Ä & ö 🏔.jpg', failure: null },
      { folder: 'Fotos von 2023', name: 'b.jpg.json', failure: null },
    ]);
  });

  it('carry why Google failed to export them, in any language', () => {
    const html = page(
      folder('2023年の写真', { name: 'a.mov', failure: 'ファイルを取得できませんでした' }, { name: 'b.mov' }),
    );
    const { files } = read(html);
    expect(files.map(({ failure }) => failure)).toEqual(['ファイルを取得できませんでした', null]);
    expect(summaryOf(html)).toMatchObject({ listed: 2, failed: 1 });
  });

  it('belong to the folder whose children they are', () => {
    const inner = folder('Inner', { name: 'deep.jpg' });
    const nested = `<div class="table-row"><button class="extracted-folder"><div class="extracted-folder-name">Outer</div></button>
      <div class="extracted-child">${inner}<div class="file-leaf"><div class="extracted-file-name"> after.jpg</div></div></div></div>`;
    const { files } = read(page(nested + folder('Next', { name: 'n.jpg' })));
    expect(files.map((file) => `${file.folder}/${file.name}`)).toEqual([
      'Outer/Inner/deep.jpg',
      'Outer/after.jpg',
      'Next/n.jpg',
    ]);
  });

  it('of other products are passed over', () => {
    const drive = page(folder('Papers', { name: 'letter.pdf' }), { id: 'DRIVE' });
    const { files, reading } = read(drive.replace('</body></html>', '') + page(oneFile));
    expect(files.map(({ name }) => name)).toEqual(['a.jpg']);
    expect(reading.kind).toBe('read');
  });
});

describe('the head of an index page', () => {
  it('tells the account, the job and the product', () => {
    const head = `<div class="job-id hidden">1f2e-3d</div><h1 class="header_title">Archiv für who.else+x@example.org</h1>`;
    expect(summaryOf(page(oneFile, { head }))).toEqual({
      ...{ jobId: '1f2e-3d', email: 'who.else+x@example.org', product: 'Google Fotos', listed: 1, failed: 0 },
    });
  });

  it('may be missing', () => {
    expect(summaryOf(page(oneFile))).toMatchObject({ jobId: null, email: null });
  });

  it('runs no script and takes no markup for text', () => {
    const head = `<script>var a = "<div class='job-id'>x</div>"</script><h1 class="header_title">a@example.org</h1>`;
    expect(summaryOf(page(oneFile, { head }))).toMatchObject({ jobId: null, email: 'a@example.org' });
  });
});

describe('a page that is not believed', () => {
  it('holds no list of Google Photos', () => {
    expect(faultOf('<html><body>Hello</body></html>')).toBe('no list');
    expect(faultOf('')).toBe('no list');
    expect(faultOf(page(oneFile, { id: 'DRIVE' }))).toBe('no list');
    expect(faultOf(page('<ul><li>a.jpg</li></ul>', { summary: '1 file, 2 MB' }))).toBe('no list');
  });

  it.each([0.55, 0.8, 0.9])('is cut off after %f of it', (share) => {
    const html = page(oneFile + folder('Album', { name: 'b.jpg' }));
    expect(faultOf(html.slice(0, Math.floor(html.length * share)))).toBe('cut off');
  });

  it.each(['3 files, 2 MB', '1,003 files, 1.2 GB', '1.003 Dateien', '1 003 fichiers', "1'003 Dateien"])(
    'lists fewer files than its summary says: %s',
    (summary) => {
      expect(faultOf(page(oneFile, { summary }))).toBe('cut off');
    },
  );

  it('lists none where its summary says none, and is read', () => {
    expect(summaryOf(page('', { summary: '0 files' }))).toMatchObject({ listed: 0 });
  });

  it('is larger than the limits', () => {
    const html = page(folder('A', { name: 'a' }, { name: 'b' }, { name: 'c' }));
    expect(faultOf(html, { ...indexPageLimits, files: 2 })).toBe('too large');
    expect(faultOf(html, { ...indexPageLimits, bytes: 100 })).toBe('too large');
    expect(faultOf(html, { ...indexPageLimits, files: 3 })).toBe('read');
  });

  it('nests without end, and costs no time', () => {
    expect(faultOf(page('<div>'.repeat(1_000_000) + oneFile))).toBe('too large');
  });

  it.each([1, 7, 65_536])('lists nothing more from there on, in pieces of %i bytes as in any', (piece) => {
    const html = page(oneFile + '<div>'.repeat(600) + folder('Album', { name: 'b.jpg' }));
    expect(read(html, { piece }).files.map(({ name }) => name)).toEqual(['a.jpg']);
  });

  it('nests folders whose names together are longer than any', () => {
    const title = 'x'.repeat(100);
    const nested = Array.from({ length: 60 }).reduce<string>(
      (inner) => folder(title).replace('</div></button>', `</div></button><div class="extracted-child">${inner}</div>`),
      oneFile,
    );
    const { files, reading } = read(page(nested));
    expect(reading).toEqual({ kind: 'unreadable', fault: 'too large' });
    expect(files).toEqual([]);
  });

  it('keeps no more of a text than the limit, in whatever pieces it comes', () => {
    const html = page(folder('A', { name: 'y'.repeat(100) }));
    for (const piece of [1, 50, 1_000]) {
      const { files } = read(html, { piece, limits: { ...indexPageLimits, letters: 40 } });
      expect(files.map(({ name }) => name.length)).toEqual([39]);
    }
  });

  it('is read to its end however long its words are', () => {
    const { files } = read(page(folder('A', { name: 'x'.repeat(100_000) }, { name: 'b' })), { piece: 65_536 });
    expect(files.map(({ name }) => name.length)).toEqual([indexPageLimits.letters - 1, 1]);
  });
});
