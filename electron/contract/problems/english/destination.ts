import type { destinationProblems } from '../destination.ts';
import type { ProblemMessages } from '../traits.ts';

export const destinationMessages = {
  'destination-not-set': {
    title: 'No backup folder is chosen yet',
    explanation: 'Afterimage needs a folder to keep the copy in.',
    wayOut: 'Choose a folder (command line: afterimage destination set PATH).',
    command: 'Choose a folder: afterimage destination set PATH',
  },
  'folder-not-found': {
    title: 'There is no such folder',
    explanation: 'Neither this folder nor the one above it is there. Its disk may not be connected.',
    wayOut: 'Check the spelling, connect the disk, or make the folder above it first.',
  },
  'destination-missing': {
    title: 'The backup folder is not there',
    explanation:
      'The disk is unplugged, the network drive is not connected, or the folder was moved. Nothing was written.',
    wayOut: "Connect the disk and retry, or choose the folder's new place.",
    command: "Connect the disk and retry, or choose the folder's new place: afterimage destination set PATH",
  },
  'destination-foreign': {
    title: 'This is not the backup folder it used to be',
    explanation:
      "The folder's identity is missing or belongs to another backup, as with an empty mount point or a swapped disk. Nothing was written.",
    wayOut: 'Connect the right disk, or set the folder again to start or adopt a backup there.',
    command: 'Connect the right disk, or start or adopt a backup in this folder: afterimage destination set PATH',
  },
  'destination-not-writable': {
    title: 'The backup folder cannot be written to',
    explanation: 'The disk is read-only, or this user may not write there.',
    wayOut: "Change the folder's permissions or choose another folder.",
  },
  'destination-read-only': {
    title: 'The backup folder is read-only',
    explanation: 'You can look through the backup and have it checked. Nothing new can be backed up to it.',
    wayOut: 'To back up again, make the disk writable, or choose another folder.',
  },
  'destination-full': {
    title: 'The backup disk is full',
    explanation: 'Everything stored so far is whole; nothing half was left behind.',
    wayOut: 'Free some space or choose a larger disk, then retry.',
  },
  'min-free-reached': {
    title: 'The free space that you want to keep is reached',
    explanation:
      'The backup disk has space left, but you asked that so much of it stays free. Everything stored so far is whole.',
    wayOut: 'Free some space, lower "min-free", or choose a larger disk, then retry.',
  },
  'destination-inodes-full': {
    title: 'The backup disk takes no more files',
    explanation:
      'It has free space, but its file system can only hold a fixed number of files (inodes), and all are in use. Everything stored so far is whole.',
    wayOut: "Delete files you don't need from this disk, or choose a disk that holds more files, then retry.",
  },
  'destination-busy': {
    title: 'Another backup is using this folder',
    explanation: 'Only one backup at a time may write to a folder.',
    wayOut: 'Wait until the other one has ended, or stop it.',
  },
  'destination-unsuitable': {
    title: 'This folder cannot hold a backup',
    explanation: 'It is a file, a system folder, or holds other things in the places that the backup needs.',
    wayOut: 'Choose an empty folder of its own.',
  },
  'destination-link': {
    title: 'A link is in the way inside the backup folder',
    explanation:
      "Afterimage doesn't follow links inside the backup folder, because they can lead to files outside of it. Nothing was written through the link.",
    wayOut:
      'Delete the link (not what it leads to), then retry. If your photos are behind it, move them to where the link was.',
  },
  'folder-ahead': {
    title: 'The backup folder was ahead of this computer',
    explanation:
      'Another computer backed up to it, or this computer was restored to an earlier state. What the folder knows was added here before anything else, so nothing is stored twice.',
    wayOut: 'Nothing to do.',
  },
  'folder-older': {
    title: 'An older copy of the backup folder is back',
    explanation:
      "The folder was replaced by a copy, or another copy of it is connected: it doesn't hold what was written since. Every file in it is compared with the catalog, and what it lacks is backed up again.",
    wayOut: 'Nothing to do. Photos from exports that are listed as missing come back when you import the export again.',
  },
  'folder-compared': {
    title: 'The backup folder was compared with the catalog',
    explanation:
      'Another computer began to write to it and was cut off, or its stamp (.afterimage/stamp.json) is unknown here. Every file was checked.',
    wayOut: 'Nothing to do.',
  },
  'stamp-missing': {
    title: "The backup folder's stamp is missing or damaged",
    explanation:
      'The file .afterimage/stamp.json says who wrote to the folder last. Without it every file in the folder is compared with the catalog, and what it lacks is backed up again.',
    wayOut: 'Nothing to do: the next backup writes it again.',
  },
  'name-impossible': {
    title: 'The file system does not take this name',
    explanation: 'Even after making the name safe, the file could not be created.',
    wayOut: 'Choose a backup folder with a shorter path, or another file system.',
  },
  'file-too-large': {
    title: 'This file is too large for the backup disk',
    explanation: 'The file system of the disk has a limit for single files. FAT32 takes none of 4 GB or more.',
    wayOut:
      'Choose a folder on a disk that is formatted as exFAT, NTFS, APFS or ext4. Everything smaller is backed up.',
  },
  'file-busy': {
    title: 'Another program held this file',
    explanation: 'A virus scanner or cloud client kept the new file open for too long. Other files can be written.',
    wayOut:
      'Nothing to do: the next backup tries again. If it keeps happening, exclude the backup folder in that program.',
  },
  'file-missing': {
    title: 'A backed-up file is missing',
    explanation: 'It was stored and checked, but is no longer in the folder.',
    wayOut: 'Put it back if you moved it, or repair the backup (command line: afterimage verify --repair).',
    command: 'Put it back if you moved it, or repair the backup: afterimage verify --repair',
  },
  'file-changed': {
    title: 'A backed-up file has changed',
    explanation:
      'Its content no longer matches the checksum taken when it was stored: another program changed it, or the disk is failing.',
    wayOut:
      'Repair the backup (command line: afterimage verify --repair); the changed file is kept in quarantine. If you edited it on purpose, keep it: afterimage verify --accept FILE.',
  },
  'file-unreadable': {
    title: "A backed-up file can't be read",
    explanation:
      'The file is in the backup folder, but the system refused to read it: the disk is failing there, or your user may not open the file.',
    wayOut:
      'Check the disk and the permissions of the file, then repair the backup (command line: afterimage verify --repair).',
  },
  'sidecar-edited': {
    title: 'A details file was edited, and stays as it is',
    explanation:
      "You or another program changed an .xmp file that Afterimage wrote. Your changes were kept, so it doesn't hold what Google or an export says now.",
    wayOut:
      "Nothing to do. If you'd rather have Afterimage's version, delete the file: it's written again when something about the photo changes.",
  },
  'sidecar-damaged': {
    title: 'A details file is missing or damaged',
    explanation:
      'An .xmp file with details of a photo is gone, empty, or not readable. The photo itself is not affected.',
    wayOut: 'Repair the backup (command line: afterimage verify --repair). It is written again from what is known.',
  },
  'album-view-damaged': {
    title: "An album's folder is missing or damaged",
    explanation:
      'Entries below Albums are gone or no longer lead to their photos. The photos themselves are below Photos.',
    wayOut: 'Repair the backup (command line: afterimage verify --repair). The entries are made again.',
  },
  'sums-damaged': {
    title: 'The checksum list is missing or wrong',
    explanation: 'It no longer says what was stored, so sha256sum -c would tell of files that are fine, or miss some.',
    wayOut: 'Repair the backup (command line: afterimage verify --repair). The list is written again.',
  },
  'backup-damaged': {
    title: 'Parts of the backup are missing or damaged',
    explanation:
      'Files in the backup folder are gone, or are not what was stored. They are listed by "afterimage verify".',
    wayOut: 'Repair the backup (command line: afterimage verify --repair).',
  },
  'file-is-another': {
    title: 'This is a copy of another photo of the backup',
    explanation: 'Its content is already stored under another name, so it cannot become the content of this photo.',
    wayOut: 'Run afterimage verify --repair to get the photo back that belongs here.',
  },
  'file-empty': {
    title: 'The file is empty',
    explanation: 'A file of 0 bytes is no photo or video: whatever wrote it was probably cut off.',
    wayOut: 'Run afterimage verify --repair to get the photo back.',
  },
  'album-view-incomplete': {
    title: "An album's folder could not be brought up to date",
    explanation: 'The photos themselves are stored under Photos; only their entry under Albums could not be made.',
    wayOut: 'Check that nothing else writes under Albums; the next backup tries again.',
  },
} as const satisfies Readonly<Record<keyof typeof destinationProblems, ProblemMessages>>;
