import type { generalProblems } from '../general.ts';
import type { ProblemMessages } from '../traits.ts';

export const generalMessages = {
  usage: {
    title: 'The command was not understood',
    explanation: 'An option or argument is missing or not allowed.',
    wayOut: 'See --help.',
  },
  'file-not-found': {
    title: 'There is no such file',
    explanation: 'Nothing is at this path, or its disk is not connected.',
    wayOut: 'Check the path and its spelling.',
  },
  'file-is-folder': {
    title: 'This is a folder, not a file',
    explanation: 'A single file is needed here.',
    wayOut: 'Name a file in it.',
  },
  'file-not-readable': {
    title: "This file can't be opened",
    explanation: 'The system refuses it: your user may not open it, or its disk has a fault.',
    wayOut: 'Check its permissions, or copy it to another place.',
  },
  'album-unknown': {
    title: 'There is no such album',
    explanation: 'No album has this id or title.',
    wayOut: 'Look it up with afterimage albums list, or afterimage albums list --stored for the backup.',
  },
  'item-unknown': {
    title: 'There is no such item',
    explanation: 'No photo or video has this id.',
    wayOut: 'Look it up with afterimage items list, or afterimage items list --stored for the backup.',
  },
  interrupted: {
    title: 'The backup was stopped',
    explanation: 'Files in flight were finished or left in staging; everything stored is whole.',
    wayOut: 'Start the backup again: it resumes where it stopped.',
  },
  internal: {
    title: 'Something unexpected happened',
    explanation: 'This is a fault in Afterimage. Your photos on disk are not affected.',
    wayOut: 'Retry; if it stays, report it with the detail shown here.',
  },
} as const satisfies Readonly<Record<keyof typeof generalProblems, ProblemMessages>>;
