/** The words of a check of the whole folder. */
export const verificationTexts = {
  'verification.title': 'Check every file',
  'verification.hint':
    'Reads every file in the folder and compares it with what was stored. It changes nothing. Backups and imports wait until it ends.',
  'verification.start': 'Check every file now',
  'verification.stop': 'Stop',
  'verification.stopping': 'Stopping…',
  'verification.counting': 'Counting files…',
  'verification.progress': 'Files checked',
  'verification.reading':
    '{files, number} of {total, plural, one {# file} other {# files}} checked, {bytes} of {totalBytes}',
  'verification.nothing': 'No files to check yet',
  'verification.checked': '{checked, plural, one {# file} other {# files}} checked, {bytes} in {duration}',
  'verification.intact':
    '{checked, plural, one {It is exactly as it was stored.} other {All are exactly as they were stored.}}',
  'verification.findings': '{findings, plural, one {# is missing or damaged:} other {# are missing or damaged:}}',
  'verification.faults.missing': 'missing',
  'verification.faults.cut': 'cut off',
  'verification.faults.changed': 'changed',
  'verification.faults.unreadable': "can't be read",
  'verification.more': '{more, plural, one {and # more} other {and # more}}',
  'verification.known':
    '{known, plural, one {# problem from an earlier check remains.} other {# problems from earlier checks remain.}}',
  'verification.edited':
    '{edited, plural, one {# details file was edited by another program and left as it is.} other {# details files were edited by another program and left as they are.}}',
  'verification.quarantined':
    "{quarantined, plural, one {# damaged file was replaced and kept in quarantine. Delete it if you don't need it.} other {# damaged files were replaced and kept in quarantine. Delete what you don't need.}}",
  'verification.unknown':
    "{unknown, plural, one {# file isn't from Afterimage and was left alone.} other {# files aren't from Afterimage and were left alone.}}",
  'verification.to-problems': 'See damaged files',
  'verification.link': 'Check every file',
  'verification.link-reading': 'Checking every file',
} as const;
