import type { Log } from '../../base/log.ts';
import { type EngineInput, type EngineOutput, type EngineVerb, engineVerbs } from '../../contract/engine-protocol.ts';
import { bugBehind, problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Engine, EngineDestination, Gallery } from '../../engine/engine.ts';
import { driveAnswers } from './drive-answers.ts';
import type { EngineRunner } from './engine-runner.ts';
import type { GalleryCache } from './gallery-cache.ts';
import type { RestoreRunner } from './restore-runner.ts';
import { takeoutAnswers } from './takeout-answers.ts';

/** What the verbs of the engine's process stand on. */
export interface EngineServiceDeps {
  readonly engine: Engine;
  readonly cache: GalleryCache;
  readonly runs: EngineRunner;
  readonly restores: RestoreRunner;
  /** Whether runs are not to be felt from now on. */
  readonly onGentle: (isGentle: boolean) => void;
  readonly log: Log;
}

type Answers = {
  readonly [V in EngineVerb]: (input: EngineInput<V>) => Result<EngineOutput<V>> | Promise<Result<EngineOutput<V>>>;
};

/** Answers one question. Never throws: a bug becomes `internal`. */
export type EngineService = (verb: EngineVerb, input: unknown) => Promise<Result<unknown>>;

/** The verbs over the engine's facade. */
export function createEngineService(deps: EngineServiceDeps): EngineService {
  const answers = {
    ...workAnswers(deps),
    ...takeoutAnswers(deps.engine),
    ...driveAnswers(deps),
    ...galleryAnswers(deps.cache),
  } satisfies Answers;
  return async (verb, input) => {
    const answer = await answerWith(answers, verb, input).catch((thrown: unknown) => failed(problemOf(thrown)));
    logAnswer(verb, answer, deps.log);
    return answer;
  };
}

/** The problem of a bug says no more than "internal": its stack is here alone. */
function logAnswer(verb: EngineVerb, answer: Result<unknown>, log: Log): void {
  if (answer.ok) return log.debug('engine.answered', () => ({ verb }));
  const { code, detail } = answer.problem;
  const fields = { verb, problem: code, detail, error: bugBehind(answer.problem) };
  if (code === 'internal') log.error('engine.broke', fields);
  else log.info('engine.answered', fields);
}

async function answerWith<V extends EngineVerb>(answers: Answers, verb: V, input: unknown): Promise<Result<unknown>> {
  const parsed = engineVerbs[verb].input.safeParse(input);
  if (!parsed.success) return failed(problem('internal', { detail: `${verb}: ${parsed.error.message}` }));
  // The schema of a verb gives its input; TypeScript cannot follow that through the table.
  const answer = answers[verb] as (input: unknown) => Promise<Result<unknown>>;
  return answer(parsed.data);
}

type WorkVerb =
  | 'probe'
  | 'chooseDestination'
  | 'backUp'
  | 'pick'
  | 'pickNoMore'
  | 'importParts'
  | 'repair'
  | 'verify'
  | 'planRestore'
  | 'restore'
  | 'stopRestore'
  | 'scrub'
  | 'stopScrub'
  | 'beGentle'
  | 'stopBackup'
  | 'status'
  | 'quota'
  | 'shutDown';

function workAnswers({ engine, cache: shelf, runs, restores, onGentle }: EngineServiceDeps): Pick<Answers, WorkVerb> {
  return {
    // A backup on a disk that nobody can write to can still be looked through.
    probe: ({ path }) => engine.probeForReading(path),
    chooseDestination: ({ path }) => engine.chooseDestination(path),
    backUp: runs.backUp,
    pick: runs.pick,
    pickNoMore: () => {
      runs.pickNoMore();
      return ok(null);
    },
    importParts: runs.importParts,
    repair: runs.repair,
    verify: runs.verify,
    planRestore: restores.plan,
    restore: restores.restore,
    stopRestore: () => {
      restores.stop();
      return ok(null);
    },
    scrub: runs.scrub,
    stopScrub: () => {
      runs.stopScrub();
      return ok(null);
    },
    beGentle: ({ isGentle }) => {
      onGentle(isGentle);
      return ok(null);
    },
    stopBackup: () => {
      runs.stop();
      return ok(null);
    },
    status: ({ destination }) => {
      const stored = engine.stored(destination);
      if (!stored.ok || stored.value === null) return failedOrNull(stored);
      try {
        return ok(stored.value.status());
      } finally {
        stored.value.close();
      }
    },
    quota: ({ account, limits }) => engine.quota(account, limits),
    shutDown: async ({ withinMs }) => {
      await Promise.all([runs.finish(withinMs), restores.finish()]);
      shelf.close();
      return ok(null);
    },
  };
}

function failedOrNull<T>(result: Result<T>): Result<null> {
  return result.ok ? ok(null) : result;
}

/** Before the first run there is no catalog: lists are empty then, and single entries unknown. */
function galleryAnswers({
  galleryOf,
}: GalleryCache): Omit<
  Answers,
  WorkVerb | keyof ReturnType<typeof takeoutAnswers> | keyof ReturnType<typeof driveAnswers>
> {
  async function look<T>(
    destination: EngineDestination,
    empty: T,
    view: (gallery: Gallery) => T | Promise<T>,
  ): Promise<Result<T>> {
    const gallery = galleryOf(destination);
    if (!gallery.ok) return gallery;
    return ok(gallery.value === null ? empty : await view(gallery.value));
  }

  async function find<T>(destination: EngineDestination, view: (gallery: Gallery) => T | null): Promise<Result<T>> {
    return known(await look<T | null>(destination, null, view));
  }

  /** The same of what may fail for reasons of its own. */
  async function tryFind<T>(
    destination: EngineDestination,
    view: (gallery: Gallery) => Promise<Result<T | null>>,
  ): Promise<Result<T>> {
    const gallery = galleryOf(destination);
    if (!gallery.ok) return gallery;
    return known(gallery.value === null ? ok(null) : await view(gallery.value));
  }

  function known<T>(found: Result<T | null>): Result<T> {
    if (!found.ok) return found;
    return found.value === null ? failed(problem('entry-unknown')) : ok(found.value);
  }

  return {
    months: ({ destination, ...query }) => look(destination, [], (gallery) => [...gallery.months(query)]),
    latestPhotos: ({ destination, limit }) => look(destination, [], (gallery) => [...gallery.latest(limit)]),
    coverage: ({ destination }) => look(destination, [], (gallery) => [...gallery.coverage()]),
    broughtBack: ({ destination }) => look(destination, null, (gallery) => gallery.broughtBack()),
    photos: ({ destination, ...page }) => look(destination, [], (gallery) => [...gallery.page(page)]),
    photosAround: ({ destination, ...query }) => find(destination, (gallery) => gallery.around(query)),
    photo: ({ destination, id }) => find(destination, (gallery) => gallery.detail(id)),
    photoPath: ({ destination, id }) => find(destination, (gallery) => gallery.pathOf(id)),
    photoView: ({ destination, id }) => tryFind(destination, ({ viewer }) => viewer.view(id)),
    photoMedia: ({ destination, id, part }) => tryFind(destination, ({ viewer }) => viewer.media(id, part)),
    photoPicture: async ({ destination, id }) => {
      const gallery = galleryOf(destination);
      if (!gallery.ok) return gallery;
      return gallery.value === null ? ok(null) : gallery.value.viewer.picture(id);
    },
    keepPoster: ({ destination, id, webp }) => look(destination, false, (gallery) => gallery.keepPoster(id, webp)),
    thumbnail: async ({ destination, id }) => {
      const gallery = galleryOf(destination);
      if (!gallery.ok) return gallery;
      return gallery.value === null ? ok(null) : gallery.value.thumbnail(id);
    },
    albums: ({ destination, ...page }) =>
      look(destination, { total: 0, albums: [] }, (gallery) => {
        const { total, albums } = gallery.albums(page);
        return { total, albums: [...albums] };
      }),
    albumPhotos: ({ destination, ...page }) =>
      find(destination, (gallery) => {
        const found = gallery.albumPhotos(page);
        return found === null ? null : { ...found, photos: [...found.photos] };
      }),
    albumAround: ({ destination, ...query }) => find(destination, (gallery) => gallery.albumAround(query)),
    albumFolder: ({ destination, album }) => find(destination, (gallery) => gallery.albumFolder(album)),
    runs: ({ destination, ...page }) => look(destination, [], (gallery) => [...gallery.runs(page)]),
    runProblems: ({ destination, run }) => look(destination, [], (gallery) => [...gallery.runProblems(run, 500)]),
    problemGroups: ({ destination }) => look(destination, [], (gallery) => [...gallery.problemGroups()]),
    problems: ({ destination, ...page }) => look(destination, [], (gallery) => [...gallery.problems(page)]),
  };
}
