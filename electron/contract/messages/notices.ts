import type { MessageTable } from './parameters.ts';

/** What notifications say: titles and bodies. */
export const noticeMessages = {
  'notice.first-success': {},
  'notice.first-success.body': { files: 'numeral' },
  'notice.damaged': {},
  'notice.damaged.body': { damaged: 'count' },
  'notice.problem': { problem: 'problem' },
  'notice.sign-in-ending': {},
  'notice.sign-in-ending.body': {},
  'notice.update': { version: 'text' },
  'notice.update.body': {},
  'notice.update.body-tray': {},
  'notice.update.body-manual': {},
  'notice.in-tray': {},
  'notice.in-tray.body': {},
  'notice.in-tray.body-hidden': {},
  'notice.restore-ended': {},
  'notice.restore-ended.body': { sent: 'count', email: 'text' },
  'notice.restore-halted': { problem: 'problem' },
  'notice.part-broken': { name: 'text', problem: 'problem' },
} as const satisfies MessageTable;
