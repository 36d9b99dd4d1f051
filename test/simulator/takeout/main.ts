import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { messageOf } from '../../../electron/base/message-of.ts';
import type { TakeoutFormat, TakeoutSampleOptions } from './takeout-sample.ts';
import { type TakeoutLocale, takeoutLocales } from './takeout-words.ts';
import { writeTakeoutSample } from './write-takeout-sample.ts';

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}

function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return number;
}

function commandLine(): Command {
  return new Command('takeout-sample')
    .description('Writes a Google Takeout export of a simulated account, and what is true about it.')
    .requiredOption('--out <folder>', 'empty or new folder to write into')
    .option('--items <n>', 'items of the simulated library (100); the cast comes on top', wholeNumber)
    .option('--albums <n>', 'albums of the simulated library (5); the cast has its own', wholeNumber)
    .option('--seed <n>', 'equal seeds give equal bytes (1)', wholeNumber)
    .option('--parts <n>', 'parts of the export (3)', positiveNumber)
    .option('--part-bytes <n>', 'as many parts as it takes with at most so many bytes each', positiveNumber)
    .option('--item-bytes <n>', 'exact size of every media file in bytes; natural sizes unless told', positiveNumber)
    .option('--tiny', 'the smallest media files, for exports of half a million entries')
    .option('--incremental-of <folder>', 'the next export of the account whose sample lies there')
    .option('--nothing-lost', 'no items of which only the details come, so that the export can be complete')
    .option('--index-apart', 'the index page in a tiny part of its own')
    .option('--albums-only', 'an export without year folders')
    .addOption(new Option('--locale <code>', 'language of folders and files (en)').choices(takeoutLocales))
    .addOption(new Option('--format <format>', 'of the parts (zip)').choices(['zip', 'tgz', 'folder', 'mixed']))
    .addOption(new Option('--archive-names <form>', 'with or without -3- (run-index)').choices(['run-index', 'plain']))
    .addOption(new Option('--zip-names <form>', '(utf8)').choices(['utf8', 'cp437', 'unflagged']))
    .option('--groups <n>', 'groups of parts with numbers of their own (1)', positiveNumber)
    .option('--bare-files <n>', 'films that lie bare beside the archives (0)', wholeNumber)
    .addOption(new Option('--folder-names <form>', 'of extracted parts (stamped)').choices(['stamped', 'letters']))
    .option('--zip64', 'zip64 records even where none are needed')
    .allowExcessArguments(false)
    .exitOverride();
}

interface Flags {
  readonly out: string;
  readonly items?: number;
  readonly albums?: number;
  readonly seed?: number;
  readonly parts?: number;
  readonly partBytes?: number;
  readonly itemBytes?: number;
  readonly tiny?: true;
  readonly incrementalOf?: string;
  readonly nothingLost?: true;
  readonly indexApart?: true;
  readonly albumsOnly?: true;
  readonly locale?: TakeoutLocale;
  readonly format?: TakeoutFormat;
  readonly archiveNames?: 'run-index' | 'plain';
  readonly zipNames?: 'utf8' | 'cp437' | 'unflagged';
  readonly groups?: number;
  readonly bareFiles?: number;
  readonly folderNames?: 'stamped' | 'letters';
  readonly zip64?: true;
}

function optionsOf({ tiny, albumsOnly, nothingLost, indexApart, zip64, ...rest }: Flags): TakeoutSampleOptions {
  return {
    ...rest,
    ...(tiny ? { itemBytes: 'tiny' } : {}),
    ...(nothingLost ? { absentItems: 'left out' } : {}),
    ...(indexApart ? { indexPart: 'own' } : {}),
    ...(albumsOnly ? { selection: 'albums' } : {}),
    ...(zip64 ? { zip64: 'always' } : {}),
  };
}

async function main(): Promise<number> {
  let flags: Flags;
  try {
    flags = commandLine().parse().opts<Flags>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  try {
    const { folder, generation, parts, expected } = await writeTakeoutSample(optionsOf(flags));
    const { assets, entries, counts } = expected;
    const names = parts.map(({ name }) => name);
    process.stdout.write(`${JSON.stringify({ folder, generation, parts: names, assets, entries, counts })}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`takeout-sample: ${messageOf(error)}\n`);
    return error instanceof RangeError ? 2 : 1;
  }
}

process.exitCode = await main();
