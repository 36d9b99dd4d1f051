import type { PartFormat } from '../../../../contract/takeout-models.ts';

/** What the name of a part tells. */
export interface PartName {
  /** When the export was made, as in the name: `20260301T120000Z`. All parts of one export share it. */
  readonly stamp: string;
  /** The number in the middle of newer names (`…Z-3-001.zip`); null in older ones (`…Z-001.zip`). */
  readonly runIndex: number | null;
  /** From 1. */
  readonly number: number;
  /** `folder` when the name has no ending: a part that was extracted. */
  readonly format: PartFormat;
  /** `unfinished`: a browser or program is still writing it, or has given up. */
  readonly state: 'whole' | 'unfinished';
}

/** What browsers and copying programs append while a file is being written. */
const unfinishedEnding = /\.(?:crdownload|part|partial|download|opdownload|filepart|aria2|tmp|temp|!ut)$/i;
/** Firefox puts a random word before the ending of the archive; rclone and rsync put one behind. */
const randomWord = /\.[\w-]{4,12}(?=\.(?:zip|tgz|tar\.gz)$)|(?<=\.(?:zip|tgz|tar\.gz))\.[\w-]{4,12}$/i;
const partPattern = new RegExp(
  [
    /^(?:copy of )?takeout-(?<stamp>\d{8}T\d{6}Z)(?:-(?<runIndex>\d{1,6}))?-(?<number>\d{3,4})/,
    // A second download or a copy: ` (1)`, `(1)`, ` 2`, ` copy`, ` copy 2`, ` - Copy`, ` - Copy (2)`.
    /(?: ?\(\d{1,3}\)| \d{1,2}| copy(?: \d{1,2})?| - copy(?: \(\d{1,3}\))?)?/,
    /(?<ending>\.zip|\.tgz|\.tar\.gz)?$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
);

/**
 * Reads the name of an archive or of the folder into which one was extracted; null when it is not that of a part. Both
 * forms of names, the doubles of browsers and unfinished downloads are known.
 */
export function recognisePart(fileName: string): PartName | null {
  const { name, state } = finishedName(fileName);
  const groups = partPattern.exec(name)?.groups;
  if (groups === undefined) return null;
  const { stamp = '', runIndex, number = '', ending } = groups;
  return {
    stamp: stamp.toUpperCase(),
    runIndex: runIndex === undefined ? null : Number(runIndex),
    number: Number(number),
    format: ending === undefined ? 'folder' : ending.toLowerCase() === '.zip' ? 'zip' : 'tgz',
    state,
  };
}

/** The name under which a file will appear when it is whole, and whether it is so already. */
export function finishedName(fileName: string): { readonly name: string; readonly state: PartName['state'] } {
  // Hidden while rsync writes them; `~` and `~$` are what office programs and editors put.
  const bare = fileName.replace(/^(?:\.|~\$?)/, '').replace(/~$/, '');
  const name = bare.replace(unfinishedEnding, '');
  return name === fileName ? { name, state: 'whole' } : { name: name.replace(randomWord, ''), state: 'unfinished' };
}

/** The name that Google gives a part of this export. */
export function partFileName({ stamp, runIndex, number, format }: Omit<PartName, 'state'>): string {
  const ending = { zip: '.zip', tgz: '.tgz', folder: '', file: '' } as const;
  const middle = runIndex === null ? '' : `-${runIndex}`;
  return `takeout-${stamp}${middle}-${String(number).padStart(3, '0')}${ending[format]}`;
}
