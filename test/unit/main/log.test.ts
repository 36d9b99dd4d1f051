import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { App } from 'electron';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { type EntryCounts, entryStates } from '../../../electron/contract/takeout-models.ts';
import { redact } from '../../../electron/logging/redact.ts';
import { openLog } from '../../../electron/main/log/log-file.ts';
import { logPageErrors } from '../../../electron/main/log/log-page-errors.ts';
import { supportBundle } from '../../../electron/main/log/support-bundle.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { account, destination, liveRun, quota, report, snapshotWith } from './support/app-state.ts';

const home = '/home/someone';
const now = (): Date => new Date('2026-03-10T12:00:00.000Z');

describe('redact', () => {
  it.each([
    ['Authorization: Bearer ya29.a0AfH6SMB-x_y', 'ya29'],
    ['{"refresh_token":"1//0gabcdefghijklmnopqrst"}', '1//0g'],
    ['secret GOCSPX-abc_DEF-123 here', 'GOCSPX'],
    ['GET /cb?code=4/0AX4XfWh&state=s3cr3t HTTP', '4/0AX'],
    ['GET /cb?code=4/0AX4XfWh&state=s3cr3t HTTP', 's3cr3t'],
    ['code_verifier=dBjftJeZ4CVP', 'dBjft'],
    ['id eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'eyJ'],
    ['signed in as first.last+tag@mail.example.com', 'first.last'],
    ['in /home/someone/Pictures', '/home/someone'],
    ['"client_secret" : "plain"', 'plain'],
  ])('takes the secret out of %s', (text, secret) => {
    expect(redact(text, home)).not.toContain(secret);
  });

  it('leaves what is no secret', () => {
    const line =
      'The run ended early: quota-day, 12 of 34 items (https://photoslibrary.googleapis.com/v1/albums?pageSize=50)';
    expect(redact(line, home)).toBe(line);
  });

  it('leaves the names of our own files in a link', () => {
    const line = 'Failed to fetch dynamically imported module: https://bundle.invalid/assets/start-page-BfpaWIRK.js';
    expect(redact(line, home)).toBe(line);
  });

  it("takes Windows' home folder out of JSON, too", () => {
    expect(redact(JSON.stringify({ at: 'C:\\Users\\someone\\x' }), 'C:\\Users\\someone')).toBe('{"at":"~\\\\x"}');
  });

  it('finds tokens wherever they are', () => {
    const word = fc.string({ maxLength: 12 });
    const token = fc.stringMatching(/^[\w-]{20,40}$/);
    fc.assert(
      fc.property(word, token, word, (before, secret, after) => {
        expect(redact(`${before} ya29.${secret} ${after}`, home)).not.toContain(secret);
        expect(redact(`${before}?access_token=${secret}&x=${after}`, home)).not.toContain(secret);
      }),
    );
  });
});

describe('openLog', () => {
  it('writes redacted lines with their time, and gives them back', async () => {
    const folder = join(await temporaryFolder(), 'logs');
    const log = openLog(folder, home, now);
    expect(log.recent()).toBe('');
    log.write('token ya29.abcdef in /home/someone/x\nsecond line');
    expect(log.recent()).toBe('2026-03-10T12:00:00.000Z token [access token] in ~/x\n  second line\n');
  });

  it('keeps at most two files of about a megabyte', async () => {
    const folder = await temporaryFolder();
    const log = openLog(folder, home, now);
    for (let line = 0; line < 25; line += 1) log.write(`${line} ${'x'.repeat(100_000)}`);
    expect(readdirSync(folder).toSorted()).toEqual(['afterimage.log', 'afterimage.old.log']);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).length).toBeLessThan(1_200_000);
    expect(log.recent()).toContain('24 xxx');
  });
});

describe('supportBundle', () => {
  const counts = Object.fromEntries(entryStates.map((state) => [state, 0])) as EntryCounts;
  const secret = 'ya29.very-secret-token';
  const about = {
    subject: 'Grandma in Rome.jpg',
    detail: `EIO: write '/mnt/disk/Photos/Grandma in Rome.jpg' for ${secret}`,
  };
  const snapshot = snapshotWith({
    accounts: [{ ...account, trouble: problem('token-revoked', { subject: account.email }) }],
    destination: { ...destination, path: '/mnt/disk/Family archive' },
    destinationTrouble: problem('destination-missing', { subject: '/mnt/disk/Family archive' }),
    trouble: problem('destination-full', about),
    run: { ...liveRun, progress: { ...liveRun.progress, current: ['Grandma in Rome.jpg'] } },
    lastRun: { ...report, problem: problem('destination-full', about) },
    recentRuns: [{ ...report, problem: problem('destination-full', about) }],
    quota: { ...quota, reason: problem('quota-day', about) },
    library: {
      ...{ assets: 1, bytes: 1, albums: 1, items: { wanted: 0, stored: 1, skipped: 0, failed: 0 } },
      ...{ lastRun: { ...report, problem: problem('destination-full', about) }, lastSuccess: null },
      quota: { ...quota, reason: problem('quota-day', about) },
      folder: { missing: 1, changed: 0, cut: 0, unreadable: 0, since: null, verified: 0, lastVerifiedAt: null },
      routes: [
        {
          ...{ source: 'library', account: '108', label: account.email },
          items: { wanted: 0, stored: 1, skipped: 0, failed: 0 },
          ...{ lastRun: null, lastSuccess: null, failedAttempts: 1, failingSince: null },
          problem: problem('destination-full', about),
        },
      ],
    },
    takeout: {
      import: {
        startedBy: 'person',
        parts: [{ name: 'Grandma.zip', state: 'broken', entries: 0, problem: problem('part-truncated', about) }],
        now: { stage: 'running' },
      },
      watch: {
        ...{ folder: '/mnt/disk/Family archive', isOn: true, lookedAt: null },
        problem: problem('watch-folder-gone', about),
        parts: [{ name: 'Grandma.zip', state: 'broken', problem: problem('part-truncated', about) }],
      },
      warnings: [],
    },
    exports: {
      ...{ schedule: null, coverage: [] },
      exports: [
        {
          ...{ stamp: 'folder-0123456789ab', exportedAt: null, downloadUntil: null, firstSeenAt: report.startedAt },
          ...{ missingParts: [2], state: 'incomplete', complete: false, counts, doubtful: 1, withoutSidecar: 0 },
          ...{
            account: 'grandma@example.com',
            kind: 'unknown',
            kindReason: null,
            coversUntil: null,
            isSuperseded: false,
            stored: 1,
            leftOut: 0,
            missing: 1,
            waiting: 0,
            failed: 0,
          },
          index: { read: false, unreadable: false, listed: 0, failedAtGoogle: 0 },
          parts: [
            {
              ...{ id: 1, name: 'Grandma.zip', number: 1, format: 'zip', path: '/mnt/disk/Grandma.zip' },
              ...{ bytes: 1, entries: 1, state: 'broken', problem: problem('part-truncated', about) },
              ...{ arrivedAt: report.startedAt, importedAt: null, counts },
            },
          ],
        },
      ],
    },
    problems: [
      {
        ...problem('video-failed'),
        link: null,
        count: 2,
        newest: report.finishedAt,
        examples: ['Grandma in Rome.jpg'],
      },
    ],
  });
  const event = (fields: object): string => JSON.stringify({ level: 'debug', time: report.startedAt, ...fields });
  const engineLog = [
    'a line that broke off at its beginning"}',
    event({ event: 'item.stored', item: 'b5bb9d8014a0', name: 'Grandma in Rome.jpg', path: 'Photos/2026/Grandma.jpg' }),
    event({ event: 'item.failed', name: 'Grandma in Rome.jpg', problem: 'bytes-stalled', detail: about.detail }),
    event({ event: 'album.finalized', folder: 'Albums/Grandma', entries: 3 }),
    event({
      event: 'run.broke',
      error: {
        name: 'TypeError',
        message: "Cannot read '/mnt/disk/Grandma.jpg'",
        stack: "TypeError: Cannot read '/mnt/disk/Grandma.jpg'\n    at storeOne (file:///mnt/Grandma/main.js:12:34)",
      },
    }),
    event({ event: 'google.request', url: 'https://photoslibrary.googleapis.com/v1/albums?pageSize=50' }),
    '{"level":"debug","name":"Grandma',
  ].join('\n');
  const log =
    "one\ntwo '/mnt/disk/Grandma.jpg'\n    at /mnt/Grandma/engine.js:1:2\n2026-03-10T12:00:00.000Z Engine: Error: EIO: i/o error, read 'Grandma.jpg'";
  const made = supportBundle({ snapshot, versions: { afterimage: '0.1.0' }, log, engineLog, salt: 'a', home });
  const text = gunzipSync(made).toString();

  it('holds no name, no path, no person and no secret', () => {
    for (const hidden of [
      'Grandma',
      'folder-0123456789ab',
      'Rome',
      'Family',
      '/mnt',
      secret,
      account.email,
      `"${account.id}"`,
      account.clientId,
    ]) {
      expect(text, hidden).not.toContain(hidden);
    }
  });

  it('holds what helps: versions, settings, runs, problems, the log', () => {
    const bundle = JSON.parse(text);
    expect(bundle.versions).toEqual({ afterimage: '0.1.0' });
    expect(bundle.log).toEqual([
      '[text]',
      '[text]',
      '    at (engine.js:1:2)',
      '2026-03-10T12:00:00.000Z Engine Error EIO read',
    ]);
    expect(bundle.engineLog).toHaveLength(5);
    expect(bundle.engineLog[0]).toMatchObject({ event: 'item.stored', item: 'b5bb9d8014a0' });
    // One file is one name in every event.
    expect(bundle.engineLog[0].name).toBe(bundle.engineLog[1].name);
    expect(bundle.engineLog[1]).toMatchObject({ problem: 'bytes-stalled', detail: expect.stringContaining('EIO') });
    expect(bundle.engineLog[3].error).toMatchObject({
      name: 'TypeError',
      stack: 'TypeError\n    at storeOne (main.js:12:34)',
    });
    expect(bundle.engineLog[4].url).toBe('https://photoslibrary.googleapis.com/v1/albums?pageSize=50');
    expect(bundle.state.settings.schedule).toEqual({ mode: 'every', hours: 6 });
    expect(bundle.state.recentRuns[0]).toMatchObject({
      outcome: 'complete',
      stored: 10,
      problem: { code: 'destination-full' },
    });
    expect(bundle.state.problems[0]).toMatchObject({ code: 'video-failed', count: 2 });
    expect(bundle.destination).toMatchObject({ fileSystem: 'ext4', symlinks: true });
    expect(bundle.exports.exports[0]).toMatchObject({
      ...{ missingParts: [2], doubtful: 1 },
      parts: [{ number: 1, state: 'broken', problem: { code: 'part-truncated' } }],
    });
    expect(bundle.takeout).toMatchObject({ import: { stage: 'running' }, watch: { isOn: true } });
  });

  it('lets equal names be recognised within one bundle, and not across two', () => {
    const bundle = JSON.parse(text);
    const [example] = bundle.state.problems[0].examples;
    expect(bundle.state.trouble.subject).toBe(example);
    const other = supportBundle({ snapshot, versions: {}, log: '', engineLog: '', salt: 'b', home });
    expect(gunzipSync(other).toString()).not.toContain(example);
  });
});

describe('what a support bundle is told', () => {
  const names = [
    "Anna's secret wedding.jpg",
    'Divorce papers',
    'Scheidung\u00a0(2).heic',
    '"Testament" final.pdf',
    '`Lover`.png',
    'C:\\Users\\Lover\\Pictures',
    '\\\\nas\\Lover\\x.jpg',
    'lover@example.com',
    '192.168.17.23',
    'https://example.com/lover/album?id=Lover',
    'https://photos.google.com/share/AF1QipLover',
    'Lover',
    'Lover street 5, 12345 Lovertown',
  ];
  const hidden = /secret|wedding|divorce|papers|scheidung|testament|lover|192\.168|AF1Qip|nas/i;
  const wordings = names.flatMap((name) => [
    name,
    `ENOENT: no such file or directory, open '${name}'`,
    `${name}: EIO: i/o error, write`,
    `Could not open ${name} because of ${name}`,
    `2026-03-10T12:00:00.000Z Engine: ${name}`,
    `Error: ${name}\n    at store (/home/${name}/main.js:1:2)`,
    JSON.stringify({ text: name }),
  ]);

  it('names nobody and nothing, whatever the field and the wording', () => {
    const fields = [
      'detail',
      'message',
      'words',
      'url',
      'scopes',
      'state',
      'kind',
      'version',
      'subject',
      'name',
      'item',
      'new',
    ];
    const shared = { schedule: null, coverage: [], exports: [] };
    for (const wording of wordings) {
      const everywhere = Object.fromEntries(fields.map((field) => [field, wording]));
      const met = { ...problem('destination-full', { detail: wording, subject: wording }), wayOut: wording };
      const snapshot = snapshotWith({ trouble: met, destinationTrouble: met, exports: shared });
      const events = [
        {
          level: 'warn',
          event: 'item.failed',
          detail: wording,
          error: { name: wording, message: wording, stack: wording },
        },
      ];
      const bundle = supportBundle({
        // Fields that the types do not know, as a later version may bring them.
        snapshot: { ...snapshot, ...everywhere, ...{ more: [everywhere] } },
        versions: { afterimage: '0.1.0' },
        log: wording,
        engineLog: events.map((event) => JSON.stringify({ ...event, [wording.slice(0, 60)]: 1 })).join('\n'),
        ...{ salt: 'a', home },
      });
      expect(gunzipSync(bundle).toString().match(hidden)?.[0], wording).toBeUndefined();
    }
  });

  it('is bounded in time and size, however long what came is', () => {
    const begun = performance.now();
    for (const piece of ['x', ' ', '/', "'", 'a/', 'at ', '(', '\n', 'EIO ', '@', 'a@b.']) {
      const long = piece.repeat(300_000 / piece.length);
      const bundle = supportBundle({
        snapshot: snapshotWith({ trouble: problem('destination-full', { detail: long, subject: long }) }),
        versions: {},
        log: `${long}\n${long}`,
        engineLog: JSON.stringify({ event: 'x', detail: long, list: Array.from({ length: 20_000 }, () => 'x') }),
        ...{ salt: 'a', home },
      });
      expect(gunzipSync(bundle).length).toBeLessThan(12_000_000);
    }
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});

describe('logPageErrors', () => {
  it('writes down what a page reports as an error, cut short, and stops listening to one that never ends', () => {
    const app = new EventEmitter();
    const contents = new EventEmitter();
    const lines: string[] = [];
    const heard: unknown = app;
    logPageErrors(heard as Pick<App, 'on'>, (line) => lines.push(line));
    app.emit('web-contents-created', {}, contents);
    const report = (level: string, message: string) => contents.emit('console-message', { level, message });
    report('info', 'hello');
    report('error', 'Failed to load resource: the server responded with a status of 404 (Not Found)');
    report('error', `Refused to frame ${'x'.repeat(1_000)}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^The page reports: Refused to frame x+$/);
    expect(lines[0]?.length).toBeLessThan(600);
    for (let count = 0; count < 300; count += 1) report('error', 'again');
    expect(lines).toHaveLength(200);
  });

  it('writes down that a page could not be loaded, has no preload, or hangs', () => {
    const app = new EventEmitter();
    const contents = new EventEmitter();
    const lines: string[] = [];
    const heard: unknown = app;
    logPageErrors(heard as Pick<App, 'on'>, (line) => lines.push(line));
    app.emit('web-contents-created', {}, contents);
    contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://bundle/index.html', true);
    contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'app://bundle/index.html', true);
    contents.emit('preload-error', {}, '/app/preload.cjs', new Error('require is not defined'));
    contents.emit('unresponsive');
    expect(lines).toEqual([
      'The page could not be loaded: ERR_FILE_NOT_FOUND (-6), app://bundle/index.html',
      expect.stringMatching(/^The preload failed: \/app\/preload\.cjs: Error: require is not defined\n/),
      'The page does not respond',
    ]);
  });
});
