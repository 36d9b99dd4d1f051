/**
 * Lines of the log that say how far a start has come. A packaged app lets nobody drive it, so these lines are all that
 * can be asked whether it works.
 */
export const milestones = {
  started: 'Started',
  engineReady: 'The engine is ready',
  pageShown: 'The page has shown its first snapshot',
  thumbnailServed: 'The first thumbnail has been served',
  secretsKept: 'Secrets are kept in: ',
  ended: 'Ended',
} as const;
