import { ProblemError } from '../../../contract/problem.ts';
import { isMarked } from '../../../contract/problem-codes.ts';
import type { GoogleHttp } from '../../google/google-http.ts';
import type { PickedItem } from '../../google/photos-picker.ts';

/** What the photos of a page have beside their picture, by id. `unsure`: the byte host would not say. */
export interface ClipFindings {
  readonly moving: ReadonlySet<string>;
  readonly unsure: ReadonlySet<string>;
}

export interface ClipSearch {
  readonly http: Pick<GoogleHttp, 'look'>;
  /** The same items with fresh links. */
  readonly relist: () => Promise<readonly PickedItem[]>;
  readonly signal: AbortSignal;
}

/** So often links that are refused are replaced by fresh ones. */
const freshLinks = 3;

/** So often an answer is asked for again that is neither a video nor a refusal. */
const looks = 3;

type Finding = 'moving' | 'still' | 'unsure' | 'link-expired';

/**
 * Finds the motion photos among photos. The Picker does not tell them from others (docs/GOOGLE.md, Picker API), so the
 * byte host is asked for each whether it has a video of it; asking brings no bytes. Throws a ProblemError when nothing
 * more can be asked.
 */
export async function findClips(photos: readonly PickedItem[], search: ClipSearch): Promise<ClipFindings> {
  const moving = new Set<string>();
  const unsure = new Set<string>();
  let asked = photos;
  for (let round = 0; asked.length > 0; round += 1) {
    const findings = await Promise.all(asked.map((photo) => findClip(photo, search)));
    const refused = new Set<string>();
    for (const [index, { id }] of asked.entries()) {
      if (findings[index] === 'moving') moving.add(id);
      if (findings[index] === 'unsure') unsure.add(id);
      if (findings[index] === 'link-expired') (round < freshLinks ? refused : unsure).add(id);
    }
    asked = refused.size === 0 ? [] : (await search.relist()).filter(({ id }) => refused.has(id));
  }
  return { moving, unsure };
}

/** What is behind a photo's link as a video: null when there is none. */
export function lookForClip(
  http: Pick<GoogleHttp, 'look'>,
  baseUrl: string,
  signal: AbortSignal,
): ReturnType<GoogleHttp['look']> {
  return http.look(`${baseUrl}=dv`, { authorization: 'bearer' }, signal);
}

async function findClip({ baseUrl }: PickedItem, { http, signal }: ClipSearch): Promise<Finding> {
  if (baseUrl === null) return 'unsure';
  let pictures = 0;
  for (let look = 0; look < looks; look += 1) {
    const verdict = judge(await lookForClip(http, baseUrl, signal));
    if (verdict !== 'picture' && verdict !== 'page') return verdict;
    if (verdict === 'picture') pictures += 1;
  }
  // Byte hosts answer errors with pictures, too; but always a picture is the photo itself, offered instead of a video.
  return pictures === looks ? 'still' : 'unsure';
}

function judge(looked: Awaited<ReturnType<GoogleHttp['look']>>): Finding | 'picture' | 'page' {
  if (!looked.ok) {
    if (looked.problem.code === 'bytes-link-expired') return 'link-expired';
    if (isMarked(looked.problem.code, 'of-one-link')) return 'unsure';
    throw new ProblemError(looked.problem);
  }
  if (looked.value === null) return 'still';
  const type = looked.value.contentType ?? '';
  if (type.startsWith('image/')) return 'picture';
  return type.startsWith('video/') || type === 'application/octet-stream' ? 'moving' : 'page';
}
