/** See `takeoutMessages`. */
export const takeoutTexts = {
  'takeout.parts-expire':
    '{numbersCount, plural, one {Export file {numbers} from {exportedAt} is still missing} other {Export files {numbers} from {exportedAt} are still missing}}',
  'takeout.parts-expire-undated':
    '{numbersCount, plural, one {Export file {numbers} of an export is still missing} other {Export files {numbers} of an export are still missing}}',
  'takeout.files-expire':
    '{files, plural, one {# file of the export of {exportedAt} is still missing} other {# files of the export of {exportedAt} are still missing}}',
  'takeout.parts-expire.way-out': 'Google offers the download until {until}. Download what is missing and import it.',
  'takeout.export-overdue': 'An export should be waiting for you',
  'takeout.export-overdue.way-out':
    'Google was to make it on {expectedAt}, and offers it for 7 days. Look for its e-mail, or in the cloud drive that you chose, and import the export files.',
  'takeout.drive-full': 'The next export may not fit in Google Drive',
  'takeout.drive-full.way-out':
    'It is due on {expectedAt}. Make room before: empty the trash of Google Drive, or remove exports that are imported.',
  'takeout.schedule-ends': 'The schedule of your exports ends soon',
  'takeout.schedule-ends.way-out': 'Order exports every 2 months for another year by {endsAt}.',
  'takeout.schedule-ended': 'Your export schedule has ended',
  'takeout.schedule-ended.way-out': 'The schedule ended on {endsAt}. Order exports every 2 months for another year.',
} as const;
