import type { driveProblems } from '../drive.ts';
import type { ProblemMessages } from '../traits.ts';

export const driveMessages = {
  'drive-not-connected': {
    title: 'Google Drive is not connected',
    explanation: 'Afterimage may not see the exports in this Google Drive yet.',
    wayOut: 'Run "afterimage drive connect --unattended", or "--ask-each-time" to choose the files yourself.',
    command:
      'Connect it: afterimage drive connect --unattended. Or choose the files yourself: afterimage drive connect --ask-each-time',
  },
  'drive-nothing-picked': {
    title: 'No export file was chosen',
    explanation: "Google's page was answered, but no file in Google Drive was selected on it.",
    wayOut: 'Run the command again and select every export file on the page.',
  },
  'drive-no-exports': {
    title: 'No Google Takeout export is in this Google Drive',
    explanation: 'No folder named Takeout with export files was found, and no export file anywhere else in it.',
    wayOut: 'Check the account. In Google Takeout, choose "Add to Drive" as the delivery method and order the export.',
  },
  'drive-export-unknown': {
    title: 'No such export is in this Google Drive',
    explanation: 'No export file there bears this time in its name.',
    wayOut: 'Name an export as its files do, like 20260301T120000Z; the Takeout screen shows what is there.',
    command: 'See what is there: afterimage drive list. Name an export as its files do, like 20260301T120000Z.',
  },
  'drive-search-incomplete': {
    title: 'Google Drive did not search everything',
    explanation: 'Google said that its answer may lack files. What it found is imported.',
    wayOut: 'Nothing to do: the next look searches again.',
  },
  'drive-other-account': {
    title: 'An export in this Google Drive is of another account',
    explanation:
      'Google puts an export into the Drive of the account that it is of, but the index page of this one names another. It is imported as an export of the account that it names.',
    wayOut:
      'Nothing to do if both accounts are yours. Otherwise sign in with the account whose exports you want, and connect its Google Drive.',
  },
  'drive-file-gone': {
    title: 'An export file is no longer in Google Drive',
    explanation: 'It was deleted or moved out of reach while it was being read. What was read is stored.',
    wayOut: 'Restore the file from the trash of Google Drive if it is there, else order the export again.',
  },
  'drive-file-changed': {
    title: 'An export file changed in Google Drive',
    explanation: 'Its content was replaced while it was being read. Nothing half-read was stored.',
    wayOut: 'Nothing to do: the next look reads it from the beginning.',
  },
  'drive-checksum': {
    title: 'An export file did not arrive as Google has it',
    explanation: 'The MD5 checksum of what came differs from the one that Google Drive tells.',
    wayOut: 'Nothing to do: the next look reads the file again.',
  },
  'drive-range-ignored': {
    title: 'Google Drive did not send the requested part of a file',
    explanation: 'Another part of the file came, or all of it: a proxy may have changed the request.',
    wayOut: 'If it stays so, try another network; the next look tries again.',
  },
  'drive-download-quota': {
    title: 'This file was downloaded too often today',
    explanation: 'Google limits how often one file in Google Drive may be downloaded. What was read is stored.',
    wayOut: 'Nothing to do: Afterimage tries again. Google lifts the limit within 24 hours.',
  },
  'drive-daily-limit': {
    title: "Today's download limit of Google Drive is reached",
    explanation: 'Google lets a project download 1 TB a day. What was read is stored.',
    wayOut: 'Nothing to do: Afterimage resumes tomorrow.',
  },
  'drive-file-flagged': {
    title: 'Google takes an export file for malware or spam',
    explanation: 'Google Drive does not hand out a file that it has flagged.',
    wayOut: 'Download the file in the browser, where Google asks whether you are sure, and import it from disk.',
  },
  'drive-file-not-picked': {
    title: 'Afterimage may not read an export file',
    explanation: 'It was not among the files that were chosen.',
    wayOut: 'Run "afterimage drive connect --ask-each-time" and select every file of the export.',
    command: 'Select every file of the export: afterimage drive connect --ask-each-time',
  },
  'drive-not-allowed': {
    title: 'Google Drive refused the request',
    explanation: 'The file belongs to somebody else, or the administrator of the account does not allow it.',
    wayOut: 'Use the account that ordered the export, or ask the administrator.',
  },
} as const satisfies Readonly<Record<keyof typeof driveProblems, ProblemMessages>>;
