import type { QuotaState } from '../../contract/models.ts';
import type { RestorePlan, RestoreSelection, UnacceptedReason } from '../../contract/restore-models.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { RestorablePhoto } from '../catalog/restores/restorable-photos.ts';
import { clockMoment } from '../media/embedding/clock-moment.ts';
import type { FactsToEmbed } from '../media/embedding/facts-to-embed.ts';
import { factsToSend, isDated, isPlaced } from './facts-to-send.ts';
import type { RestoreJournal } from './journal.ts';
import {
  albumParts,
  batchFor,
  batchSize,
  fittingDescription,
  fittingName,
  fittingTitle,
  pageSize,
  resumableFrom,
  whyUnaccepted,
} from './limits.ts';
import { selectedPages } from './selected-photos.ts';
import { refusal } from './send-items.ts';
import type { NewWork } from './work-item.ts';
import type { WorkList } from './work-list.ts';

/** The plan without what only Google and the clock can tell. */
export type PlannedWork = Pick<
  RestorePlan,
  'undated' | 'undatedFiles' | 'unplaced' | 'shortened' | 'unaccepted' | 'unacceptedFiles' | 'unavailable' | 'lost'
>;

/** Whom it is for, and from where. */
export interface PlanTarget {
  readonly target: number;
  readonly account: string;
  /** The destination's identity: albums are remembered by it. */
  readonly identity: string;
}

/** Names of files that a plan lists; the counts hold all. */
const mostNames = 1000;
const dayMs = 86_400_000;

interface Counts {
  undated: number;
  unplaced: number;
  shortened: number;
  unaccepted: number;
  readonly undatedFiles: string[];
  readonly unacceptedFiles: { path: string; bytes: number; reason: UnacceptedReason }[];
  readonly lost: { favourites: number; people: number; archived: number };
}

/** Fills the work list from the catalog. Asks nobody. */
export function planWork(
  catalog: Catalog,
  journal: RestoreJournal,
  work: WorkList,
  { target, account, identity }: PlanTarget,
  selection: RestoreSelection,
): PlannedWork {
  const counts: Counts = {
    ...{ undated: 0, unplaced: 0, shortened: 0, unaccepted: 0, undatedFiles: [], unacceptedFiles: [] },
    lost: { favourites: 0, people: 0, archived: 0 },
  };
  for (const photos of selectedPages(catalog, selection, account)) {
    work.add(photos.map((photo) => workOf(photo, journal, target, selection, counts)));
    recordLibraryItems(journal, target, photos);
  }
  planAlbums(catalog, journal, work, { target, account, identity }, selection, counts);
  return { ...counts, unavailable: catalog.restorable.missing(selection) };
}

/** What the Library API has shown of this account was made by this client: it is there, and known by its id. */
function recordLibraryItems(journal: RestoreJournal, target: number, photos: readonly RestorablePhoto[]): void {
  const known = photos.filter(
    ({ libraryKey, sha256 }) => libraryKey !== null && journal.sentOf(target, sha256) === null,
  );
  if (known.length === 0) return;
  journal.recordSent(
    target,
    known.map(({ sha256, libraryKey, filename }) => ({
      sha256,
      mediaId: libraryKey ?? '',
      filename,
      nameThere: filename,
    })),
    new Date(0).toISOString(),
  );
}

function workOf(
  photo: RestorablePhoto,
  journal: RestoreJournal,
  target: number,
  { missing }: RestoreSelection,
  counts: Counts,
): NewWork {
  const { asset, sha256, path, bytes, mimeType } = photo;
  const filename = fittingName(photo.filename);
  const description = fittingDescription(photo.description);
  const isThere = photo.libraryKey !== null || journal.sentOf(target, sha256) !== null;
  const refused = isThere || missing ? null : journal.refusalOf(target, sha256);
  const reason = isThere ? null : whyUnaccepted(mimeType, bytes);
  const facts = factsToSend(photo);
  const moment = photo.takenLocal === null ? null : Math.floor(clockMoment(photo.takenLocal, photo.zoneMinutes ?? 0));
  if (!isThere) countPhoto(photo, facts, reason, counts);
  if (description !== (photo.description?.trim() || null) || filename.includes('…')) counts.shortened += 1;
  return {
    ...{ asset, sha256, path, bytes, mimeType, filename, description, moment },
    facts,
    state: isThere ? 'there' : reason !== null ? 'unaccepted' : refused !== null ? 'failed' : 'due',
    ...(refused === null
      ? {}
      : { problem: JSON.stringify({ ...refusal(refused.code, refused.message), subject: path }) }),
  };
}

function countPhoto(
  photo: RestorablePhoto,
  facts: FactsToEmbed | null,
  reason: UnacceptedReason | null,
  counts: Counts,
): void {
  const { path, bytes } = photo;
  if (reason !== null) {
    counts.unaccepted += 1;
    if (counts.unacceptedFiles.length < mostNames) counts.unacceptedFiles.push({ path, bytes, reason });
    return;
  }
  if (!isDated(photo, facts)) {
    counts.undated += 1;
    if (counts.undatedFiles.length < mostNames) counts.undatedFiles.push(path);
  }
  if (!isPlaced(photo)) counts.unplaced += 1;
  if (photo.isFavourite) counts.lost.favourites += 1;
  if (photo.hasPeople) counts.lost.people += 1;
  if (photo.isArchived) counts.lost.archived += 1;
}

/** Albums with what is part of this restore in them; one that is too large for Google is several. */
function planAlbums(
  catalog: Catalog,
  journal: RestoreJournal,
  work: WorkList,
  { target, account, identity }: PlanTarget,
  selection: RestoreSelection,
  counts: Counts,
): void {
  // Single files are sent as they are; whoever asks for albums gets these alone.
  if (selection.files !== null && selection.albums === null) return;
  for (const album of catalog.restorable.albums(selection.albums, account)) {
    const assets: number[] = [];
    catalog.restorable.eachMember(album.id, (asset) => {
      if (work.has(asset)) assets.push(asset);
    });
    for (const [index, members] of [...albumParts(assets)].entries()) {
      const part = index + 1;
      const { id, googleId } = journal.album(target, `${identity}/${album.id}`, part);
      if (googleId === null && part === 1 && album.libraryKey !== null) journal.setGoogleId(id, album.libraryKey);
      const title = fittingTitle(album.title, part);
      if (part === 1 && title.endsWith('…')) counts.shortened += 1;
      work.addAlbum({ album: id, title });
      work.addMembers(id, members);
    }
  }
}

/** Requests that a restore of this work takes. */
function requestsFor(work: WorkList, journal: RestoreJournal, requestsPerDay: number): number {
  const { due } = work.sums();
  const { large, uploaded } = work.dueSums(resumableFrom);
  let requests = due.items - uploaded + large + Math.ceil(due.items / batchFor(requestsPerDay));
  requests += Math.ceil(work.unprovedCount() / batchSize);
  const albums = work.albums();
  let isNew = false;
  for (const { album } of albums) {
    const { all, missing } = work.memberCounts(album);
    if (all === 0) continue;
    if (missing > 0 && journal.googleId(album) === null) {
      requests += 1;
      isNew = true;
    }
    requests += Math.ceil(missing / batchSize) + Math.max(1, Math.ceil(all / pageSize));
  }
  return requests + (isNew ? 1 : 0);
}

/** The plan as a person sees it. */
export function planOf(
  planned: PlannedWork,
  work: WorkList,
  journal: RestoreJournal,
  quota: QuotaState,
  who: Pick<RestorePlan, 'account' | 'email' | 'doubles' | 'isConfirmed'>,
  now: number,
): RestorePlan {
  const { due, there } = work.sums();
  const { used, limit } = quota.apiRequests;
  const requests = requestsFor(work, journal, limit);
  const requestsLeft = quota.state === 'stopped' ? 0 : Math.max(0, limit - used);
  const albums = work.albums().filter(({ album }) => work.memberCounts(album).missing > 0);
  const isIdle = due.items === 0 && albums.length === 0;
  const later = Math.max(0, Math.ceil((requests - requestsLeft) / Math.max(1, limit)));
  const days = isIdle ? 0 : later + (requestsLeft > 0 || later === 0 ? 1 : 0);
  return {
    ...who,
    items: due.items,
    bytes: due.bytes,
    present: there.items,
    albums: albums.length,
    newAlbums: albums.filter(({ album }) => journal.googleId(album) === null).length,
    requests,
    requestsLeft,
    requestsPerDay: limit,
    days,
    endsAt: new Date(later === 0 ? now : Date.parse(quota.resetsAt) + (later - 1) * dayMs).toISOString(),
    completed: work.dueSums(resumableFrom).completed,
    ...planned,
  };
}
