import type { exportProblems } from '../export.ts';
import type { ProblemMessages } from '../traits.ts';

export const exportMessages = {
  'part-missing': {
    title: 'This export file is not there',
    explanation: 'The file or folder does not exist: it was moved or removed, or its disk is not connected.',
    wayOut: 'Connect the disk, or choose the file where it is now, and import again.',
  },
  'part-unreadable': {
    title: 'This export file cannot be opened',
    explanation: 'The system refuses to read the file or folder, or it is neither a file nor a folder.',
    wayOut: 'Check its permissions, or copy it to another place, and import again.',
  },
  'part-gone': {
    title: 'The disk with the export went away',
    explanation:
      'Reading stopped in the middle: the disk was unplugged, the network drive is no longer connected, or the disk is failing. What is stored is whole.',
    wayOut: 'Connect the disk and import again: it resumes where it stopped.',
  },
  'part-changed': {
    title: 'An export file changed while it was read',
    explanation: 'Another program wrote to the file or replaced it, as an unfinished download does.',
    wayOut: 'Wait until nothing writes to it any more, and import again.',
  },
  'part-empty': {
    title: 'This export file is empty',
    explanation: 'It holds no files at all. Downloads that failed at once look like this.',
    wayOut: "Download it again from Google's e-mail or the Takeout page, and import it.",
  },
  'part-unfinished': {
    title: 'This export file is still downloading',
    explanation: 'Its name, or a file beside it, shows a download that is running or was given up.',
    wayOut: 'Wait until the download has ended, or start it again. Then import the finished file.',
  },
  'part-not-archive': {
    title: 'This file is no archive',
    explanation:
      'Export files are zip or tgz; this is neither, whatever its name. The browser may have saved a page of Google in its place.',
    wayOut:
      'Import the archives that Google offers. If this was one, sign in to Google in the browser and download it again.',
  },
  'part-truncated': {
    title: 'The end of this export file is missing',
    explanation: 'The download broke off. A zip has its list of contents at the end; of a tgz the rest is lost.',
    wayOut: "Download it again from Google's e-mail or the Takeout page, and import it.",
  },
  'part-damaged': {
    title: 'This export file is damaged',
    explanation: 'The archive contradicts itself. What could be read before that place is kept.',
    wayOut: 'Download it again and import it: what is stored already is not stored twice. Check the disk.',
  },
  'part-encrypted': {
    title: 'This archive is encrypted',
    explanation: 'Google does not encrypt exports: somebody repacked this one with a password.',
    wayOut: 'Import the archive as Google delivered it, or extract this one and import the folder.',
  },
  'part-holds-archives': {
    title: 'An export file is packed inside another archive',
    explanation:
      'It is compressed a second time, or lies more than one archive deep, so it can’t be read where it is. It was not imported.',
    wayOut: 'Unpack the outer archive, and import the archives that come out of it.',
  },
  'part-without-photos': {
    title: 'This export file holds no photos',
    explanation:
      'It holds the index of the export, details of photos in other export files, or data of other Google products. Nothing of it is missing in the backup.',
    wayOut: 'Nothing needs to be done. If photos should be in it, order an export of Google Photos.',
  },
  'part-wanted-again': {
    title: 'This export file must be imported again',
    explanation:
      'When it was imported, nothing told which of its folders belongs to Google Photos. Another export file tells it now, and this one is no longer where it was.',
    wayOut: 'Connect the disk with it, or download it again, and import it once more.',
  },
  'bare-file-waiting': {
    title: 'This file waits for its export',
    explanation:
      'Google delivers files that are larger than an export file beside the archives. No export that was imported has details of this one that lack their file, so its date and albums are not known. It is not in the backup yet.',
    wayOut:
      'Import the archives of the same export, together with this file. If it is not from Google Takeout, there is nothing to do.',
  },
  'part-not-recognised': {
    title: 'This is no Takeout export file',
    explanation:
      'Export files are called "takeout-", date and number, and end in .zip or .tgz; an extracted export holds a folder called "Takeout".',
    wayOut: 'Choose the files as Google named them, the folder in which they are, or the extracted folder.',
  },
  'entry-refused': {
    title: 'A file in the export was refused',
    explanation:
      'Its name leads out of the export or cannot be a name, or it is a link or a device: Google writes no such thing.',
    wayOut: 'Import the archive as Google delivered it. Everything else in it is imported.',
  },
  'entry-encrypted': {
    title: 'A file in the export is encrypted',
    explanation: 'Google does not encrypt exports: somebody repacked this archive with a password.',
    wayOut: 'Import the archive as Google delivered it, or extract this one and import the folder.',
  },
  'entry-unsupported': {
    title: 'A file is packed in an unknown way',
    explanation: 'Google packs exports with "deflate" or not at all: somebody repacked this archive.',
    wayOut: 'Import the archive as Google delivered it, or extract this one and import the folder.',
  },
  'entry-damaged': {
    title: 'A file in the export is damaged',
    explanation: 'Its bytes do not have the length or the checksum that the archive states. It was not stored.',
    wayOut: 'Download this export file again and import it: only what is missing is stored. Check the disk.',
  },
  'entry-kept-damaged': {
    title: 'A photo in the export is damaged',
    explanation:
      "Its bytes don't match the checksum in the export file. It was stored as it is, because a damaged photo is better than none.",
    wayOut: 'Download this export file again and import it: a sound copy then takes its place.',
  },
  'entry-too-large': {
    title: 'A file of details in the export is too large',
    explanation: 'A file that should say something about a photo is far larger than any such file. It was not read.',
    wayOut: 'Nothing to do: the photo itself is kept.',
  },
  'entry-not-media': {
    title: 'This file of the export is no photo or video',
    explanation: 'It lies among the photos, but its content is of no kind that Afterimage knows. It was not stored.',
    wayOut: 'Keep the export if you need this file; everything else in it is taken in.',
  },
  'sidecar-unreadable': {
    title: 'A JSON file of the export cannot be read',
    explanation:
      'It is damaged, too large, or written in another way than Google writes. If it speaks of a photo, that photo is kept without the date, place and caption that stand in it.',
    wayOut: 'Download the export file again and import it once more: what can be read then is added.',
  },
  'export-unknown': {
    title: 'No such export was given',
    explanation:
      'Nothing of an export of this name was ever imported into this backup, or the name fits more than one.',
    wayOut: 'Look up its name with "afterimage exports", and give it as it stands there.',
  },
  'index-unreadable': {
    title: 'The index of the export could not be read',
    explanation:
      'Every export has a page that lists what is in it: "archive_browser.html". This one is damaged, or written in a way that Afterimage does not know. The photos are taken in all the same, but nothing proves that none is missing.',
    wayOut:
      'Download the export file that holds the page again, usually the one that ends in -001, and import it. Keep the archives until then.',
  },
} as const satisfies Readonly<Record<keyof typeof exportProblems, ProblemMessages>>;
