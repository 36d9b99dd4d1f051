import { germanProblems } from '../problems/german.ts';
import { coverageTexts } from './german/coverage.ts';
import { desktopTexts } from './german/desktop.ts';
import { noticeTexts } from './german/notices.ts';
import { problemTexts } from './german/problems.ts';
import { statusTexts } from './german/status.ts';
import { takeoutTexts } from './german/takeout.ts';
import type { ShellTexts } from './message-writer.ts';

/** What the shell says in German. */
export const germanShellTexts: ShellTexts = {
  messages: {
    ...statusTexts,
    ...coverageTexts,
    ...noticeTexts,
    ...takeoutTexts,
    ...problemTexts,
    ...desktopTexts,
  },
  problems: germanProblems,
};
