import { accountKey } from '../../contract/account-key.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { RestoreEvent, RestorePlan, RestoreReport, RestoreSelection } from '../../contract/restore-models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { openDestinationForReading } from '../destination/identity.ts';
import { createPhotosLibrary } from '../google/photos-library.ts';
import { createPhotosWriting } from '../google/photos-writing.ts';
import { type FailedWork, failureFile } from '../restore/failure-file.ts';
import { batchFor, batchSize } from '../restore/limits.ts';
import { lookAtTarget } from '../restore/look-at-target.ts';
import { type PlannedWork, planOf, planWork } from '../restore/plan.ts';
import { type RestoreFrame, restore } from '../restore/restore.ts';
import { noteState, type RestoreContext } from '../restore/restore-context.ts';
import { createRestoreMeter } from '../restore/restore-meter.ts';
import { planFiles } from '../restore/uploaded-files.ts';
import type { EngineAccount, EngineDeps, EngineDestination, EngineLimits } from './engine-deps.ts';
import { pathWithin } from './path-within.ts';
import { mostDamaged, rememberDamage } from './remember-damage.ts';
import { locked } from './restore-journal.ts';
import { newsOfWait, type OpenedRestore, scaledSleep, withOpened } from './restore-opening.ts';
import { withCatalog } from './with-catalog.ts';

/* A restore, or the planning of one, from its request to its report, for the facade. */

/** What is to be sent back to Google Photos. */
export interface RestoreRequest {
  readonly account: EngineAccount;
  readonly destination: EngineDestination;
  readonly limits: EngineLimits;
  readonly selection: RestoreSelection;
  /** The account's e-mail address as a person typed it; null when nobody was asked. */
  readonly typedEmail: string | null;
}

/** Files of the person's own that are to be uploaded. */
export interface UploadFilesRequest extends Pick<RestoreRequest, 'account' | 'limits'> {
  readonly files: readonly string[];
  /** The album that they go into, by Google's id or its title; made when there is none. */
  readonly album: string | null;
}

/** What a restore would do. Looks at Google, and sends nothing; `emit` is told when looking has to wait. */
export function planRestore(
  deps: EngineDeps,
  request: RestoreRequest,
  signal: AbortSignal,
  emit: (event: RestoreEvent) => void,
): Promise<Result<RestorePlan>> {
  return withFiles(request, (resolved) =>
    withOpened(deps, resolved, emit, (opened) =>
      withCatalog(deps, resolved.destination, (catalog) => planTogether(deps, resolved, opened, catalog, signal)),
    ),
  );
}

/** The request with the files that a person named, as paths within the destination. Problem: `entry-unknown`. */
async function withFiles<T>(
  request: RestoreRequest,
  work: (request: RestoreRequest) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { selection, destination } = request;
  if (selection.files === null) return work(request);
  const files: string[] = [];
  for (const file of selection.files) {
    const path = await pathWithin(destination.path, file);
    if (path === null) return failed(problem('entry-unknown', { subject: file }));
    files.push(path);
  }
  return work({ ...request, selection: { ...selection, files } });
}

/** Fills the work list, looks at the target where that tells more than the journal, and sums up. */
async function planTogether(
  deps: EngineDeps,
  { account, destination, selection }: RestoreRequest,
  { journal, work, target, patiently, http }: OpenedRestore,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<Result<RestorePlan>> {
  const isNew = journal.isNew(target);
  const who = { target, account: account.id, identity: destination.identity };
  const planned: PlannedWork = planWork(catalog, journal, work, who, selection);
  if (isNew || selection.missing) {
    const library = createPhotosLibrary(http, deps.endpoints.photosLibrary);
    const now = () => deps.now().getTime();
    const look = { journal, target, work, library, patiently, now, signal };
    const looked = await lookAtTarget(look, selection.missing ? 'forget' : 'keep');
    if (!looked.ok) return looked;
  }
  const own = accountKey(account.email);
  const owners = catalog.restorable.owners();
  const doubles = owners.every((owner) => owner !== null && accountKey(owner) !== own) ? 'unlikely' : 'own';
  const isConfirmed = journal.isConfirmed(target, destination.identity, JSON.stringify(selection));
  const about = { account: account.id, email: account.email, doubles, isConfirmed } as const;
  return ok(planOf(planned, work, journal, http.quota(), about, deps.now().getTime()));
}

/** Sends what the plan says. A problem means that it could not begin; everything later is in the report. */
export function runRestore(
  deps: EngineDeps,
  request: RestoreRequest,
  emit: (event: RestoreEvent) => void,
  signal: AbortSignal,
): Promise<Result<RestoreReport>> {
  return withFiles(request, (resolved) => runResolved(deps, resolved, untilFinished(emit), signal));
}

async function runResolved(
  deps: EngineDeps,
  request: RestoreRequest,
  emit: (event: RestoreEvent) => void,
  signal: AbortSignal,
): Promise<Result<RestoreReport>> {
  const { account, destination, selection } = request;
  const place = await openDestinationForReading(destination.path, destination.identity);
  if (!place.ok) return place;
  return locked(deps, () =>
    withOpened(deps, request, emit, async (opened) => {
      // The catalog is open for as long as the plan takes: backups may replace it in the days that sending may take.
      const plan = await withCatalog(deps, destination, (catalog) =>
        planTogether(deps, request, opened, catalog, signal),
      );
      if (!plan.ok) return plan;
      emit({ event: 'restore-plan', ...plan.value });
      const refused = confirmation(request, plan.value);
      if (refused !== null) return failed(refused);
      const words = JSON.stringify(selection);
      const at = deps.now().toISOString();
      const begun = { email: account.email, destination: destination.identity, selection: words, changedAt: at };
      opened.journal.begin(opened.target, begun);
      if (request.typedEmail !== null) opened.journal.confirm(opened.target);
      const root = place.value.path;
      const folderProblem = async (): Promise<Problem | null> => {
        const found = await openDestinationForReading(destination.path, destination.identity);
        return found.ok ? null : found.problem;
      };
      const onEnd = () => rememberDamage(deps, destination, place.value, opened.work.damaged(mostDamaged), signal);
      return ok(
        await send(deps, request, opened, emit, signal, { root, folderProblem, problems: [], work: 'restore', onEnd }),
      );
    }),
  );
}

/** Passes on what is told, up to the end: the pipeline speaks once more when it closes. */
function untilFinished(emit: (event: RestoreEvent) => void): (event: RestoreEvent) => void {
  let isOver = false;
  return (event) => {
    if (!isOver) emit(event);
    isOver = isOver || event.event === 'restore-finished';
  };
}

/** Nothing can be deleted by API, so an account that may hold the photos takes more than a "yes". */
function confirmation(
  { account, typedEmail }: RestoreRequest,
  { doubles, items, isConfirmed }: RestorePlan,
): Problem | null {
  if (doubles === 'unlikely' || items === 0) return null;
  if (typedEmail === null && isConfirmed) return null;
  if (typedEmail?.trim().toLowerCase() === account.email.toLowerCase()) return null;
  return problem('restore-not-confirmed', { subject: account.email });
}

/** Where the files are, and what else belongs to their sending. */
interface SendingFrame extends Pick<RestoreContext, 'root' | 'folderProblem'>, Pick<RestoreFrame, 'problems'> {
  readonly work: FailedWork;
  /** Done before the end is told. */
  readonly onEnd: () => Promise<void>;
}

async function send(
  deps: EngineDeps,
  { account }: Pick<RestoreRequest, 'account'>,
  opened: OpenedRestore,
  emit: (event: RestoreEvent) => void,
  signal: AbortSignal,
  { root, folderProblem, problems, work: kind, onEnd }: SendingFrame,
): Promise<RestoreReport> {
  const { journal, work, target, http, patiently, today, nextDay } = opened;
  const now = () => deps.now().getTime();
  const endpoint = deps.endpoints.photosLibrary;
  const { due, there } = work.sums();
  const context: RestoreContext = {
    ...{
      root,
      folderProblem,
      journal,
      target,
      work,
      patiently,
      today,
      nextDay,
      quota: http.quota,
      now,
      clock: deps.clock,
      sleep: scaledSleep(deps),
      emit,
      signal,
    },
    log: deps.log,
    library: createPhotosLibrary(http, endpoint),
    writing: createPhotosWriting(http, endpoint),
    tally: { items: due.items + there.items, done: there.items },
    meter: createRestoreMeter({
      clock: deps.clock,
      now,
      quota: http.quota,
      requestsFor: (phase, left) =>
        phase === 'sending'
          ? left + Math.ceil(left / batchFor(http.quota().apiRequests.limit))
          : Math.ceil(left / batchSize),
      tell: (progress) => emit({ event: 'restore-progress', ...progress }),
    }),
  };
  opened.onWait.tell = (wait) => {
    noteState(context, wait?.until ?? null);
    context.meter.waits(wait !== null);
    emit(newsOfWait(wait));
  };
  noteState(context, null);
  const startedAt = deps.now().toISOString();
  const requests = () => http.counters().apiRequests;
  const report = await restore(context, {
    ...{ account: account.id, email: account.email, startedAt, requests, problems },
    failureFile: failureFile(deps, kind),
  });
  opened.onWait.tell = () => undefined;
  noteState(context, null);
  if (report.outcome !== 'stopped') journal.finish(target, JSON.stringify(report), report.finishedAt);
  // A folder on a slow disk must not keep what Google said out of the journal.
  await onEnd();
  // Listeners see the final counts before the end.
  emit({ event: 'quota', ...http.quota() });
  emit({ event: 'restore-finished', ...report });
  return report;
}

/** Uploads files of the person's own, into an album if they want. */
export function uploadFiles(
  deps: EngineDeps,
  request: UploadFilesRequest,
  emit: (event: RestoreEvent) => void,
  signal: AbortSignal,
): Promise<Result<RestoreReport>> {
  const { files, album } = request;
  const tell = untilFinished(emit);
  return locked(deps, () =>
    withOpened(deps, request, tell, async (opened) => {
      const { journal, work, target, http, patiently } = opened;
      const problems = await planFiles(files, journal, work, target);
      for (const met of problems) tell({ event: 'problem', problem: met });
      if (album !== null) {
        const library = createPhotosLibrary(http, deps.endpoints.photosLibrary);
        const known = await patiently(() => library.getAlbum(album, signal), signal);
        const isId = known.ok;
        const { id, googleId } = journal.album(target, `upload/${album}`, 1);
        if (isId && googleId === null) journal.setGoogleId(id, album);
        work.addAlbum({ album: id, title: isId ? known.value.title : album });
        work.addMembers(
          id,
          files.map((_, index) => -(index + 1)),
        );
      }
      const ofTheirOwn = {
        root: '',
        folderProblem: async () => null,
        problems,
        work: 'upload',
        onEnd: async () => undefined,
      } as const;
      return ok(await send(deps, request, opened, tell, signal, ofTheirOwn));
    }),
  );
}
