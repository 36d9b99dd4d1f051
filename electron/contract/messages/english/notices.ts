/** See `noticeMessages`. */
export const noticeTexts = {
  'notice.first-success': 'Your first backup has finished',
  'notice.first-success.body': '{files} photos and videos that your client ID made are on your disk, checked.',
  'notice.damaged': 'Files in your backup folder are damaged',
  'notice.damaged.body':
    '{damaged, plural, one {# file is missing or damaged. Open Afterimage to see which.} other {# files are missing or damaged. Open Afterimage to see which.}}',
  'notice.problem': '{problem}',
  'notice.sign-in-ending': 'Your sign-in ends within a day',
  'notice.sign-in-ending.body':
    'Google ends sign-ins of projects in status "Testing" after 7 days. Publish the app in the console, or sign in again.',
  'notice.update': 'Afterimage {version} is available',
  'notice.update.body': 'It is installed the next time you quit Afterimage.',
  'notice.update.body-tray':
    "It is installed the next time you quit Afterimage. To install it now, use the tray icon's menu.",
  'notice.update.body-manual': 'Install it the way you installed this version.',
  'notice.in-tray': 'Afterimage keeps running',
  'notice.in-tray.body':
    'Your backups continue in the background. Open the window from the tray icon, or by starting Afterimage again.',
  'notice.in-tray.body-hidden':
    'Your backups continue in the background. Start Afterimage again to open the window. To quit, go to Settings, then About.',
  'notice.restore-ended': 'Restore finished',
  'notice.restore-ended.body': '{sent, plural, one {# item was} other {# items were}} uploaded to {email} and checked.',
  'notice.restore-halted': 'Restore stopped: {problem}',
  'notice.part-broken': '{name}: {problem}',
} as const;
