import type { Problem, ProblemCode } from '../../contract/problem.ts';

/** Problems that concern one item or album: the run goes on without it. Everything else stops the run. */
const ofOneItem: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'google-unavailable',
  'google-refused',
  'google-answer-unreadable',
  'item-gone',
  'album-gone',
  'picker-session-expired',
  'bytes-link-expired',
  'bytes-not-media',
  'bytes-incomplete',
  'bytes-stalled',
  'video-processing',
  'video-failed',
  'name-impossible',
  'destination-link',
  'part-missing',
  'part-changed',
  'part-truncated',
  'part-damaged',
  'entry-refused',
  'entry-encrypted',
  'entry-unsupported',
  'entry-damaged',
  'entry-too-large',
  'entry-not-media',
]);

/** Does this problem, met while fetching one item, leave the other items a chance? */
export function concernsOneItem(problem: Problem): boolean {
  return ofOneItem.has(problem.code);
}

/** Problems after which not even what is in flight can be finished: the folder itself is in trouble. */
const ofDestination: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'destination-missing',
  'destination-foreign',
  'destination-not-writable',
  'destination-full',
]);

/** Is it pointless to finish what is in flight? */
export function endsEverything(problem: Problem): boolean {
  return ofDestination.has(problem.code);
}
