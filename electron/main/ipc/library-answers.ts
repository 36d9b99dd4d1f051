import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { EngineDestination } from '../../engine/engine.ts';
import type { AnswersOptions } from './answers-options.ts';
import type { IpcAnswers } from './ipc-server.ts';

type PickVerbs = Extract<keyof IpcAnswers, `pick.${string}`>;

/** Choosing in Google Photos. */
export function pickAnswers({ picks }: AnswersOptions): Pick<IpcAnswers, PickVerbs> {
  return {
    'pick.start': ({ album }) => picks.start(album),
    'pick.goOn': () => picks.goOn(),
    'pick.cancel': () => picks.cancel(),
    'pick.openBrowser': () => picks.openBrowser(),
    'pick.copyAddress': () => picks.copyAddress(),
    'pick.noMore': () => picks.noMore(),
    'pick.dismiss': () => {
      picks.dismiss();
      return ok(null);
    },
  };
}

type TakeoutVerbs = Extract<keyof IpcAnswers, `takeout.${string}`>;

/** Exports of Google Takeout. */
export function takeoutAnswers({
  takeout,
  settings,
  snapshot,
  ask,
  commands,
}: AnswersOptions): Pick<IpcAnswers, TakeoutVerbs> {
  const { offers, imports, watch, folders } = takeout;
  return {
    'takeout.chooseParts': async ({ what }) => {
      const paths = await commands.chooseParts(what);
      return paths.length === 0 ? ok(null) : offers.make(paths);
    },
    'takeout.import': (request) => imports.start(request),
    'takeout.goOn': () => imports.goOn(),
    'takeout.stop': () => imports.stop(),
    'takeout.dismiss': () => {
      imports.dismiss();
      return ok(null);
    },
    'takeout.chooseWatchFolder': () => watch.choose(),
    'takeout.watchDownloads': () => {
      watch.watch(folders.downloads());
      return ok(null);
    },
    'takeout.suggestFolders': async () => ok([...(await folders.suggest())]),
    'takeout.watchSuggested': async ({ folder }) => {
      const wanted = (await folders.suggest()).find((one) => one.folder === folder);
      if (wanted === undefined) return failed(problem('entry-unknown'));
      watch.watch(wanted.path);
      return ok(null);
    },
    'takeout.startWatching': () => watch.start(),
    'takeout.stopWatching': () => watch.stop(),
    'takeout.doubtful': async (page) => {
      const { destination } = settings.read();
      return destination === null ? ok([]) : ask('doubtful', { destination, ...page });
    },
    'takeout.showPart': ({ part }) => {
      const parts = snapshot.current().exports?.exports.flatMap((one) => one.parts);
      const path = parts?.find(({ id }) => id === part)?.path;
      if (path === undefined) return failed(problem('entry-unknown'));
      commands.showFile(path);
      return ok(null);
    },
  };
}

type LibraryVerbs = Extract<keyof IpcAnswers, `photos.${string}` | `albums.${string}`>;

const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** What is stored, to look through. */
export function libraryAnswers({ settings, ask, commands }: AnswersOptions): Pick<IpcAnswers, LibraryVerbs> {
  const there = <T>(work: (destination: EngineDestination) => Promise<Result<T>>): Promise<Result<T>> => {
    const { destination } = settings.read();
    return destination === null ? Promise.resolve(failed(problem('destination-not-set'))) : work(destination);
  };
  const show = (path: (destination: EngineDestination) => Promise<Result<string>>): Promise<Result<null>> =>
    there(async (destination) => {
      const relative = await path(destination);
      if (!relative.ok) return relative;
      commands.showInFolder(destination, relative.value);
      return ok(null);
    });
  return {
    'photos.months': (query) => there((destination) => ask('months', { destination, ...query })),
    'photos.latest': ({ limit }) => there((destination) => ask('latestPhotos', { destination, limit })),
    'photos.coverage': () => there((destination) => ask('coverage', { destination })),
    'photos.saveCoverage': async ({ png }) => {
      const picture = Buffer.from(png, 'base64');
      if (!picture.subarray(0, pngSignature.length).equals(pngSignature)) return failed(problem('file-not-saved'));
      const saved = await commands.save('afterimage-coverage.png', picture);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
    'photos.broughtBack': () => there((destination) => ask('broughtBack', { destination })),
    'photos.page': (page) => there((destination) => ask('photos', { destination, ...page })),
    'photos.around': (query) => there((destination) => ask('photosAround', { destination, ...query })),
    'photos.detail': ({ id }) => there((destination) => ask('photo', { destination, id })),
    'photos.explain': ({ id }) => there((destination) => ask('explain', { destination, id })),
    'photos.view': ({ id }) => there((destination) => ask('photoView', { destination, id })),
    'photos.openExternally': ({ id }) =>
      there(async (destination) => {
        // What is opened is a file of the backup that is there, and nothing that a link leads to.
        const found = await ask('photoMedia', { destination, id, part: 'original' });
        if (!found.ok) return found;
        if (!found.value.isNamedAsMedia) return failed(problem('file-not-opened', { subject: found.value.path }));
        const opened = await commands.openFile(destination, found.value.path);
        return opened.ok ? ok(null) : opened;
      }),
    'photos.keepPoster': ({ id, webp }) =>
      there(async (destination) => {
        const kept = await ask('keepPoster', { destination, id, webp: new Uint8Array(Buffer.from(webp, 'base64')) });
        return kept.ok ? ok({ kept: kept.value }) : kept;
      }),
    'photos.showInFolder': ({ id }) => show((destination) => ask('photoPath', { destination, id })),
    'albums.page': (page) => there((destination) => ask('albums', { destination, ...page })),
    'albums.photos': (page) => there((destination) => ask('albumPhotos', { destination, ...page })),
    'albums.around': (query) => there((destination) => ask('albumAround', { destination, ...query })),
    'albums.showInFolder': ({ album }) => show((destination) => ask('albumFolder', { destination, album })),
  };
}
