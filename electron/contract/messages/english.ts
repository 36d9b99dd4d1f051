import { catalogueOf } from './catalogue.ts';
import { coverageTexts } from './english/coverage.ts';
import { desktopTexts } from './english/desktop.ts';
import { noticeTexts } from './english/notices.ts';
import { problemTexts } from './english/problems.ts';
import { statusTexts } from './english/status.ts';
import { takeoutTexts } from './english/takeout.ts';

/** Every message in English. */
export const englishMessages = catalogueOf({
  ...statusTexts,
  ...coverageTexts,
  ...noticeTexts,
  ...takeoutTexts,
  ...problemTexts,
  ...desktopTexts,
});
