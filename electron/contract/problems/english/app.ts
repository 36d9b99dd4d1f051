import type { appProblems } from '../app.ts';
import type { ProblemMessages } from '../traits.ts';

export const appMessages = {
  'engine-crashed': {
    title: 'The backup engine ended unexpectedly',
    explanation:
      'The part of Afterimage that does the work stopped. Files in flight are in staging; everything stored is whole.',
    wayOut:
      'Nothing to do if it restarts on its own. If it stopped for good, choose "Restart engine", and save a support bundle if that does not help.',
  },
  'settings-damaged': {
    title: 'The settings could not be read',
    explanation: 'The file was damaged or written by another version. It was kept aside, and the settings start fresh.',
    wayOut: 'Look through Settings and choose the backup folder again; the backup itself is not affected.',
    command: 'Choose the backup folder again: afterimage destination set PATH. The backup is not affected.',
  },
  'entry-unknown': {
    title: 'This is not in the catalog',
    explanation: 'What is shown may be older than the catalog, or the backup folder was changed meanwhile.',
    wayOut: 'Open the list again.',
    command: 'Name a file of the backup folder. Their paths: afterimage items list --stored',
  },
  'folder-not-opened': {
    title: "The folder couldn't be opened",
    explanation: 'The system has no file manager for it, or its disk is not connected.',
    wayOut: 'Check that the disk is connected, or open the folder in your file manager. Settings shows where it is.',
  },
  'file-not-opened': {
    title: "The file couldn't be opened",
    explanation: 'No program is set up for this type of file, or its name does not end like that of a photo or video.',
    wayOut: 'Choose "Show in folder", and open it with a program of your choice.',
  },
  'file-not-saved': {
    title: 'The file could not be saved',
    explanation: 'The place that was chosen does not take it: it is full, read-only, or gone.',
    wayOut: 'Save it somewhere else.',
  },
  'watch-folder-gone': {
    title: 'The watch folder cannot be read',
    explanation: 'It was moved or removed, its disk is not connected, or the system refuses to list it.',
    wayOut: 'Connect the disk or start the program that brings the folder, or choose another folder.',
  },
  'link-not-opened': {
    title: 'The page could not be opened',
    explanation: 'The system found no program for it, or the address is not one that Afterimage opens.',
    wayOut: 'Open it in your browser by hand.',
  },
  'text-not-copied': {
    title: "The text couldn't be copied",
    explanation: 'The system refused the clipboard, or another program is holding it.',
    wayOut: 'Try again, or select the text and copy it with Ctrl+C (⌘C on a Mac).',
  },
  'data-folder-busy': {
    title: 'Afterimage is already running here',
    explanation: 'Another process works with the same settings and sign-ins.',
    wayOut: 'Stop the other one first: Ctrl-C where it runs, or afterimage service uninstall if it is a service.',
  },
  'service-refused': {
    title: 'The system does not manage the service',
    explanation: 'The program that keeps services running refused, or is not there. The service does not run.',
    wayOut:
      'Mend what the system says, then install it again. Until then, run it in the foreground with afterimage daemon.',
  },
  'healthcheck-failed': {
    title: 'The healthcheck was not told',
    explanation: 'Whoever watches this address may think that it failed, or did not take place.',
    wayOut: 'Check the address of --healthcheck, and what it answers.',
  },
  'hook-failed': {
    title: 'The command afterwards failed',
    explanation: 'What came before it ended as said. What the command was to do may not have been done.',
    wayOut: 'Check the command of --on-success or --on-failure.',
  },
  'run-going-on': {
    title: 'A backup, import or check is running',
    explanation: 'This has to wait until it ends.',
    wayOut: 'Stop it first, or wait until it has ended.',
  },
  'page-file-damaged': {
    title: 'Part of Afterimage is missing or damaged',
    explanation:
      "A file that this window needs couldn't be loaded. Your backups aren't affected: they run outside this window.",
    wayOut: "Reload. If that doesn't help, install Afterimage again: your backup and settings stay.",
  },
  'page-not-connected': {
    title: 'This window is not connected to Afterimage',
    explanation:
      "The script that connects them didn't run. Your backups aren't affected: they run outside this window.",
    wayOut: "Reload. If that doesn't help, quit Afterimage and start it again.",
  },
  'page-not-started': {
    title: 'This window ran into an error',
    explanation:
      "It happened before anything could be shown. Your backups aren't affected: they run outside this window.",
    wayOut: "Reload. If that doesn't help, quit Afterimage and start it again, and report the error with its details.",
  },
} as const satisfies Readonly<Record<keyof typeof appProblems, ProblemMessages>>;
