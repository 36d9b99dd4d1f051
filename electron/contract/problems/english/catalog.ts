import type { catalogProblems } from '../catalog.ts';
import type { ProblemMessages } from '../traits.ts';

export const catalogMessages = {
  'catalog-damaged': {
    title: 'The catalog is damaged',
    explanation:
      'The database that remembers what is stored cannot be read, and no usable copy of it was found. Your photos are not affected.',
    wayOut:
      'Run the backup again: the files on disk are recognised by their content and nothing stored is fetched twice.',
    command:
      'Run the backup again: afterimage backup. Files on disk are recognised by their content, and nothing stored is fetched twice.',
  },
  'catalog-restored': {
    title: 'The catalog was damaged and has been restored',
    explanation:
      'The database was brought back from the copy in the backup folder, and the folder was compared with it. The damaged file was kept aside.',
    wayOut: "Nothing to do. If it happens again, check the disk that holds Afterimage's data folder.",
  },
  'catalog-trimmed': {
    title: 'Part of the catalog was left out',
    explanation:
      "The copy of the catalog in the backup folder named files outside of the folder, or in places that Afterimage doesn't use. Those entries were left out, and nothing outside was touched.",
    wayOut: "Verify the backup. If you didn't change the folder yourself, find out who did.",
    command: "Verify the backup: afterimage verify. If you didn't change the folder yourself, find out who did.",
  },
  'catalog-newer': {
    title: 'The catalog was written by a newer Afterimage',
    explanation: 'This version does not know its form and leaves it untouched.',
    wayOut: 'Update Afterimage.',
  },
} as const satisfies Readonly<Record<keyof typeof catalogProblems, ProblemMessages>>;
