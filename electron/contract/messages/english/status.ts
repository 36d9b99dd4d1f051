/** See `statusMessages`. */
export const statusTexts = {
  'status.setting-up': 'Afterimage is not set up yet.',
  'status.stopping': 'Stopping: files in flight are being finished.',
  'status.google-waits': 'Google is limiting requests. Resuming at {until}.',
  'status.finishing': 'Finishing albums and checksums.',
  'status.choosing': 'Waiting for what you choose in Google Photos.',
  'status.fetching-choice': 'Fetching what you chose: {done, number} of {total, number}.',
  'status.fetching-choice-so-far': 'Fetching what you chose: {done, number} so far.',
  'status.import-preparing': 'Preparing an import.',
  'status.import-reading': 'Importing an export: reading what it holds.',
  'status.import-listing': 'Importing an export: {listed, number} photos listed so far.',
  'status.importing': 'Importing an export: {done, number} of {total, number}.',
  'status.importing-so-far': 'Importing an export: {done, number} stored, still listing.',
  'status.import-ended': 'The import has ended.',
  'status.preparing': 'Preparing a backup.',
  'status.listing': 'Looking for new photos: {listed, number} listed so far.',
  'status.backing-up': 'Backing up: {done, number} of {total, number}.',
  'status.backing-up-so-far': 'Backing up: {done, number} fetched, still listing.',
  'status.ended': 'The backup has ended.',
  'status.paused': 'Paused until you resume.',
  'status.paused-until': 'Paused until {until}.',
  'status.engine-crashed': 'The backup engine stopped working.',
  'status.problem': '{problem}.',
  'status.problem-next': '{problem}. Next backup: {next}.',
  'status.warning': '{warning}.',
  'status.problems':
    '{problems, plural, one {# problem needs your attention.} other {# problems need your attention.}}',
  'status.checking': 'Reading what is backed up.',
  'status.damaged':
    '{damaged, plural, one {# file in your backup folder is missing or damaged.} other {# files in your backup folder are missing or damaged.}}',
  'status.attempts-failed':
    '{attempts, plural, one {# attempt failed: {problem}.} other {# attempts in a row failed: {problem}.}}',
  'status.offline': "Offline: the backup resumes when you're back online.",
  'status.restoring': 'Uploading to Google Photos: {done, number} of {items, number}.',
  'status.restore-proving':
    'Checking {items, plural, one {# uploaded item} other {# uploaded items}} at Google Photos.',
  'status.restore-looking-waits': "Restore: today's requests are used up. Planning resumes {until}.",
  'status.restore-waits-day':
    "Restore waits for tomorrow's requests: {done, number} of {items, number} sent. Resumes {until}.",
  'status.restore-waits':
    'Restore: {done, number} of {items, number} sent. Google is limiting requests. Resumes {until}.',
  'status.restore-paused': 'Restore paused: {done, number} of {items, number} sent.',
  'status.restore-held': 'Restore waits for mains power: {done, number} of {items, number} sent.',
  'status.restore-halted': 'Restore stopped: {problem}.',
  'status.restore-retries': 'Restore stopped: {problem}. Next try: {next}.',
  'status.with-restore': '{status} {restore}',
} as const;
