import type { AlbumCard, LiveRun } from '../../electron/contract/desktop-models.ts';
import type { IpcInput } from '../../electron/contract/ipc.ts';
import { message } from '../../electron/contract/messages/message.ts';
import { problem } from '../../electron/contract/problem.ts';
import { failed, ok } from '../../electron/contract/result.ts';
import { coveredState } from './coverage-scenarios.ts';
import { driveAnswers } from './drive-answers.ts';
import { account, client, destination, runs } from './facts.ts';
import { type Answers, done, type FakeMain, unknownThing } from './fake-main.ts';
import {
  aroundOf,
  broughtBackOf,
  coverageOf,
  isGone,
  type MadeUpLibrary,
  madeUpLibrary,
  searchOf,
} from './made-up-library.ts';
import { waitingForChoice } from './pick-scenarios.ts';
import { restoreAnswers } from './restore-answers.ts';
import { takeoutAnswers } from './takeout-answers.ts';

const choice = '0c7f5f5e-43a0-4bd1-9b53-2f0d6cbb6f10';

/** What the made-up main process does for each verb when nothing is wrong. */
export const answers: Answers = {
  'app.snapshot': (_, main) => ok(main.snapshot()),
  'app.shown': () => ok(null),
  'app.openLink': () => done,
  'app.openProblemLink': () => done,
  'app.copyText': () => done,
  'app.quit': () => done,
  'app.restartEngine': (_, main) => {
    main.change({ engine: 'ready' });
    return done;
  },
  'app.licences': () => ok('MIT License\n\nPermission is hereby granted, free of charge, to any person …'),
  'app.showLog': () => done,
  'app.saveSupportBundle': () => ok({ saved: true }),
  'setup.goTo': ({ step }, main) => {
    main.change({ setup: { ...main.snapshot().setup, step } });
    return done;
  },
  'setup.plan': (change, main) => {
    const { plan } = main.snapshot();
    main.change({
      plan: {
        ...plan,
        door: change.door ?? plan.door,
        pickup: change.pickup ?? plan.pickup,
        driveMode: change.driveMode ?? plan.driveMode,
        libraryBytes: change.libraryBytes === undefined ? plan.libraryBytes : change.libraryBytes,
      },
    });
    return done;
  },
  'setup.ordered': ({ isOrdered }, main) => {
    main.change({ plan: { ...main.snapshot().plan, orderedAt: isOrdered ? new Date().toISOString() : null } });
    return done;
  },
  'client.lookInDownloads': (_, main) => {
    main.change({ plan: { ...main.snapshot().plan, mayLookInDownloads: true } });
    return ok([{ file: choice, name: 'client_secret_204188650213-8r1f0.json', modifiedAt: new Date().toISOString() }]);
  },
  'client.useFound': (_, main) => {
    main.change({ client });
    return ok(client);
  },
  'setup.finish': (_, main) => {
    main.change({ setup: { step: 'done', finished: true } });
    const { door } = main.snapshot().plan;
    return door === null || door === 'client' ? answers['backup.start']({ full: false }, main) : done;
  },
  'client.set': (_, main) => {
    main.change({ client });
    return ok(client);
  },
  'client.choose': (_, main) => {
    main.change({ client });
    return ok(client);
  },
  'client.remove': (_, main) => {
    main.change({ client: null });
    return done;
  },
  'account.signIn': (_, main) => {
    main.change({ accounts: [account], activeAccount: account.id, trouble: null });
    return ok(account);
  },
  'account.openKeychain': (_, main) => {
    main.change({ tokenStore: 'keychain', keychainProblem: null, accounts: [account], trouble: null });
    return done;
  },
  'account.cancelSignIn': (_, main) => {
    main.change({ pendingSignIn: null });
    return done;
  },
  'account.signOut': (input, main) => {
    main.change({
      accounts: main.snapshot().accounts.filter((one) => one.id !== input.account),
      activeAccount: null,
    });
    return done;
  },
  'account.use': (input, main) => {
    main.change({ activeAccount: input.account });
    return done;
  },
  'destination.choose': () => ok({ choice, report: { ...destination, identity: null } }),
  'destination.use': (_, main) => {
    main.change({ destination, destinationTrouble: null, trouble: null });
    return ok(destination);
  },
  'destination.open': () => done,
  'destination.check': (_, main) => {
    main.change({ destination, destinationTrouble: null, trouble: null });
    return ok(destination);
  },
  'destination.verify': (_, main) => {
    const progress = { files: 812, bytes: 3_912_000_000, totalFiles: 18_214, totalBytes: 88_400_000_000 };
    main.change({ verification: { stage: 'reading', progress, stopping: false } });
    return done;
  },
  'destination.stopVerifying': (_, main) => {
    main.change({ verification: null });
    return done;
  },
  'destination.dismissVerification': (_, main) => {
    main.change({ verification: null });
    return done;
  },
  'backup.repair': (_, main) => {
    main.change({ problems: main.snapshot().problems.filter(({ code }) => !code.startsWith('file-')) });
    return ok(null);
  },
  'backup.start': ({ full }, main) => {
    const started: LiveRun = {
      run: 43,
      source: 'library',
      kind: full ? 'full' : 'quick',
      account: account.id,
      startedAt: new Date().toISOString(),
      stopping: false,
      progress: {
        phase: 'preparing',
        discovered: 0,
        items: { done: 0, total: null },
        bytes: 0,
        bytesPerSecond: 0,
        secondsLeft: null,
        current: [],
      },
    };
    main.change({ run: started, status: 'running', statusText: message('status.listing', { listed: 0 }) });
    return done;
  },
  'backup.stop': (_, main) => {
    main.change({ run: null, ...coveredState(new Date()) });
    return done;
  },
  'backup.pause': ({ kind }, main) => {
    main.change({ pause: { kind, until: null }, status: 'paused', statusText: message('status.paused') });
    return done;
  },
  'backup.resume': (_, main) => {
    main.change({ pause: null, ...coveredState(new Date()) });
    return done;
  },
  'pick.start': ({ album }, main) => {
    main.change({ selection: { email: account.email, album, now: waitingForChoice(new Date()) } });
    return done;
  },
  'pick.goOn': (_, main) => {
    const { selection } = main.snapshot();
    if (selection !== null) main.change({ selection: { ...selection, now: { stage: 'opening' } } });
    return done;
  },
  'pick.cancel': (_, main) => {
    main.change({ selection: null });
    return done;
  },
  'pick.openBrowser': () => done,
  'pick.copyAddress': () => done,
  'pick.noMore': () => done,
  'pick.dismiss': (_, main) => {
    main.change({ selection: null });
    return done;
  },
  ...takeoutAnswers,
  ...driveAnswers,
  ...restoreAnswers,
  'photos.months': ({ search, filter }, main) => ok(libraryOf(main).months(searchOf(search, filter))),
  'photos.page': ({ search, filter, offset, limit }, main) =>
    ok(libraryOf(main).page(searchOf(search, filter), offset, limit)),
  'photos.around': ({ search, filter, ...wanted }, main) => {
    const library = libraryOf(main);
    const total = library.months(searchOf(search, filter)).reduce((sum, { count }) => sum + count, 0);
    return ok(aroundOf(wanted, total, (offset, limit) => library.page(searchOf(search, filter), offset, limit)));
  },
  'photos.latest': ({ limit }, main) => ok(libraryOf(main).page('', 3, limit)),
  'photos.coverage': (_, main) => ok(coverageOf(libraryOf(main).months(''))),
  'photos.saveCoverage': () => ok({ saved: true }),
  'photos.broughtBack': (_, main) => ok(broughtBackOf(main.snapshot().library?.assets ?? 0)),
  'photos.detail': ({ id }, main) => {
    const detail = libraryOf(main).detail(id);
    return detail === null ? unknownThing : ok(detail);
  },
  'photos.view': ({ id }, main) => {
    storeOneMore(main);
    if (isGone(id)) return failed(problem('file-missing', { subject: `Photos/2026/08/IMG_${2000 + id}.JPG` }));
    const view = libraryOf(main).view(id);
    return view === null ? unknownThing : ok(view);
  },
  'photos.openExternally': () => done,
  'photos.keepPoster': () => ok({ kept: false }),
  'photos.showInFolder': () => done,
  'albums.page': ({ search, order, offset, limit }, main) => {
    const { albums } = libraryOf(main);
    const found = albums.filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()));
    return ok({ total: found.length, albums: found.sort(albumOrders[order]).slice(offset, offset + limit) });
  },
  'albums.photos': ({ album: id, offset, limit }, main) => {
    const library = libraryOf(main);
    const album = library.albums.find((one) => one.id === id);
    if (album === undefined) return unknownThing;
    return ok({ album, total: album.stored, photos: library.albumPhotos(album, offset, limit) });
  },
  'albums.around': ({ album: id, ...wanted }, main) => {
    const library = libraryOf(main);
    const album = library.albums.find((one) => one.id === id);
    if (album === undefined) return unknownThing;
    return ok(aroundOf(wanted, album.stored, (offset, limit) => library.albumPhotos(album, offset, limit)));
  },
  'albums.showInFolder': () => done,
  'activity.runs': ({ offset, limit }, main) => {
    const { recentRuns, takeout } = main.snapshot();
    const ended = takeout.import?.now.stage === 'ended' ? takeout.import.now.report : null;
    const all = recentRuns.length === 0 ? [] : runs(new Date(), 140);
    return ok([...(ended === null ? [] : [ended]), ...all].slice(offset, offset + limit));
  },
  'activity.runProblems': () =>
    ok([
      problem('video-processing', { subject: 'VID_20260812_140311.mp4' }),
      problem('bytes-not-media', { subject: 'IMG_4410.JPG', detail: 'The first bytes are "<!doctype html>".' }),
    ]),
  'problems.list': ({ code, offset, limit }, main) => {
    const count = main.snapshot().problems.find((group) => group.code === code)?.count ?? 0;
    return ok(
      Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, index) => ({
        id: offset + index,
        at: new Date(Date.now() - (offset + index) * 60_000).toISOString(),
        problem: problem(code, { subject: `IMG_${4000 + offset + index}.JPG` }),
      })),
    );
  },
  'problems.retry': () => done,
  'problems.exportCsv': () => ok({ saved: true }),
  'settings.change': (input, main) => {
    const named = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const settings = { ...main.snapshot().settings, ...named };
    main.change({ settings });
    return ok(settings);
  },
};

/** With every photo that is looked at, a backup that runs stores another one, in front of all. */
function storeOneMore(main: FakeMain): void {
  const { run, library } = main.snapshot();
  if (run !== null && library !== null) main.change({ library: { ...library, assets: library.assets + 1 } });
}

function libraryOf(main: FakeMain): MadeUpLibrary {
  const { assets = 0, albums = 0 } = main.snapshot().library ?? {};
  return madeUpLibrary(assets, albums);
}

const albumOrders: Readonly<Record<IpcInput<'albums.page'>['order'], (one: AlbumCard, other: AlbumCard) => number>> = {
  title: (one, other) => one.title.localeCompare(other.title),
  newest: (one, other) => other.id - one.id,
  largest: (one, other) => other.items - one.items,
};
