import type { FindingCounts } from '../../contract/findings.ts';
import { failed, type Result } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { Destination } from '../destination/identity.ts';
import { forgetOldProofs, rootOfSums, type SumsRoot, writeProofFile } from '../destination/proof-files.ts';

/** What a proof says of the folder as a whole; the same for people and for programs. */
export interface ProofSummary {
  readonly format: 1;
  readonly destination: string;
  /** When it was written, ISO 8601. */
  readonly at: string;
  readonly photos: number;
  readonly bytes: number;
  readonly albums: number;
  /** Its checksum stands for all files: whoever keeps that one number can tell later whether any of them is another. */
  readonly root: SumsRoot;
  /** When files were read last and found intact: the longest and the shortest time ago; how many never were. */
  readonly read: { readonly oldest: string | null; readonly newest: string | null; readonly never: number };
  readonly findings: FindingCounts;
  /** The exports that the photos came from, by their stamps, with the parts that arrived and how many files they lack. */
  readonly exports: readonly {
    readonly stamp: string;
    readonly parts: readonly string[];
    readonly missing: number;
  }[];
}

interface ProofDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: () => Date;
}

/**
 * Writes a proof of what the folder holds into its reports: `proof-<date>.json` with every file and when it was read last,
 * and a page to print; all but the newest are removed. The value is the path of the JSON, relative to the destination.
 */
export async function writeProof(deps: ProofDeps): Promise<Result<string>> {
  const { destination, catalog, now } = deps;
  const name = `proof-${now().toISOString().slice(0, 10)}`;
  try {
    const summary = summaryOf(deps, await rootOfSums(destination.path));
    const page = await writeProofFile(destination, `${name}.html`, [pageOf(summary)]);
    if (!page.ok) return page;
    const written = await writeProofFile(destination, `${name}.json`, jsonOf(summary, catalog));
    if (written.ok) await forgetOldProofs(destination.path);
    return written;
  } catch (thrown) {
    return failed(fsProblem(thrown, name));
  }
}

function summaryOf({ destination, catalog, now }: ProofDeps, root: SumsRoot): ProofSummary {
  const { assets, bytes, albums } = catalog.library.status();
  return {
    format: 1,
    destination: destination.identity,
    at: now().toISOString(),
    ...{ photos: assets, bytes, albums, root },
    read: catalog.assets.readSpan(),
    findings: catalog.findings.counts(),
    exports: catalog.takeout.queries.exports().map(({ stamp, parts, evidence }) => ({
      stamp,
      parts: parts.map((part) => part.name),
      missing: evidence.missing,
    })),
  };
}

function* jsonOf(summary: ProofSummary, catalog: Catalog): Generator<string> {
  // The files come last, one a line, so that the rest can be read without them.
  yield `${JSON.stringify(summary, null, 2).slice(0, -2)},\n  "files": [`;
  let separator = '\n';
  for (const { path, sha256, bytes, state, verified } of catalog.assets.inFolder('Photos')) {
    const read = verified === null ? null : { at: verified.at, outcome: verified.outcome };
    yield `${separator}    ${JSON.stringify({ path, sha256, bytes, state, read })}`;
    separator = ',\n';
  }
  yield '\n  ]\n}\n';
}

function pageOf(summary: ProofSummary): string {
  const { at, photos, bytes, albums, root, read, findings, exports, destination } = summary;
  const count = new Intl.NumberFormat('en');
  const rows: readonly (readonly [string, string])[] = [
    ['Written', at],
    ['Backup', destination],
    ['Photos and videos', `${count.format(photos)} (${count.format(bytes)} bytes)`],
    ['Albums', count.format(albums)],
    [`SHA-256 of ${root.file}`, root.sha256 ?? 'there is no list'],
    ['Every file last read between', `${read.oldest ?? '–'} and ${read.newest ?? '–'}`],
    ['Never read since they were stored', count.format(read.never)],
    ['Known to be missing or damaged', count.format(findings.total)],
    ...exports.map(({ stamp, parts }) => [`Export ${stamp}`, parts.join(', ')] as const),
  ];
  const cells = rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Proof of backup</title>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<style>body{font:14px/1.5 sans-serif;max-width:50em;margin:2em auto}table{border-collapse:collapse}',
    'th,td{text-align:left;vertical-align:top;padding:.4em 1em .4em 0;border-bottom:1px solid #ccc;word-break:break-word}</style>',
    `</head><body><h1>Proof of backup</h1><table>${cells.join('')}</table>`,
    `<p>To check it: in the backup folder run <code>sha256sum ${escaped(root.file)}</code>, which must print the number above,`,
    `and <code>sha256sum -c ${escaped(root.file)}</code>, which reads every file.</p></body></html>`,
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
