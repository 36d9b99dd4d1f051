/** What of Google's daily limits is used, on the Overview and in the settings. */
export const quotaTexts = {
  'quota.title': "Google's limits today",
  'quota.api': 'Requests',
  'quota.media': 'Downloads',
  'quota.used': '{used, number} of {limit, number}',
  'quota.resets': 'The count starts again {when}.',
  'quota.states.ok': 'Full speed',
  'quota.states.slowed': 'Slowed down',
  'quota.states.waiting': 'Waiting',
  'quota.states.stopped': 'Stopped',
  'quota.waiting-until': 'Waiting until {when}.',
  'quota.words': 'Nothing to do: the backup resumes automatically.',
  'quota.unknown': 'Known after the first request to Google.',
} as const;
