import type { generalProblems } from '../general.ts';
import type { ProblemMessages } from '../traits.ts';

export const generalMessages = {
  usage: {
    title: 'The command was not understood',
    explanation: 'An option or argument is missing or not allowed.',
    wayOut: 'See --help.',
  },
  interrupted: {
    title: 'The run was stopped',
    explanation: 'Files in flight were finished or left in staging; everything stored is whole.',
    wayOut: 'Start the backup again: it goes on where it stopped.',
  },
  internal: {
    title: 'Something unexpected happened',
    explanation: 'This is a fault in Afterimage. Your photos on disk are not affected.',
    wayOut: 'Retry; if it stays, report it with the detail shown here.',
  },
} as const satisfies Readonly<Record<keyof typeof generalProblems, ProblemMessages>>;
