import { spanishProblems } from '../problems/spanish.ts';
import type { ShellTexts } from './message-writer.ts';
import { coverageTexts } from './spanish/coverage.ts';
import { desktopTexts } from './spanish/desktop.ts';
import { noticeTexts } from './spanish/notices.ts';
import { problemTexts } from './spanish/problems.ts';
import { statusTexts } from './spanish/status.ts';
import { takeoutTexts } from './spanish/takeout.ts';

/** What the shell says in Spanish. */
export const spanishShellTexts: ShellTexts = {
  messages: {
    ...statusTexts,
    ...coverageTexts,
    ...noticeTexts,
    ...takeoutTexts,
    ...problemTexts,
    ...desktopTexts,
  },
  problems: spanishProblems,
};
