import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { lastRecord } from '../../support/command-line.ts';
import { smallPicture } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openWorld } from '../../support/world.ts';

test('upload, albums create and add, api with custom methods, and what Google has ended', async () => {
  const world = await openWorld({ items: 0, albums: 0 });
  const folder = await temporaryFolder();
  const photo = join(folder, 'a.jpg');
  await writeFile(photo, await smallPicture(1));
  await writeFile(join(folder, 'notes.txt'), 'no photo');
  const visits: Promise<unknown>[] = [];
  const onLine = (line: string): void => {
    const { event, url } = JSON.parse(line) as { readonly event?: string; readonly url?: string };
    if (event === 'authorize' && url !== undefined) visits.push(fetch(url).then((page) => page.text()));
  };

  const uploaded = await world.call(
    ['upload', photo, join(folder, 'notes.txt'), '--album', 'Rome', '--json', '--no-browser'],
    { onLine },
  );
  expect(visits).toHaveLength(1);
  expect(uploaded.code, uploaded.stderr).toBe(3);
  expect(lastRecord(uploaded)).toMatchObject({
    ...{ event: 'restore-finished', sent: 1, failed: 1 },
    failures: [{ problem: { code: 'restore-file-unaccepted' } }],
    albums: [{ title: 'Rome', items: 1, found: 1 }],
  });
  const again = await world.call(['upload', photo, '--album', 'Rome', '--json']);
  expect(lastRecord(again)).toMatchObject({ outcome: 'complete', sent: 0, present: 1 });

  const other = new DatabaseSync(join(world.data, 'restore-lock.sqlite'));
  onTestFinished(() => {
    if (other.isOpen) other.close();
  });
  other.exec('BEGIN EXCLUSIVE');
  expect(await world.call(['upload', photo])).toMatchObject({ code: 7, stdout: '' });
  const waiting = world.call(['upload', photo, '--wait-lock', '1h']);
  setTimeout(() => other.close(), 500);
  expect(await waiting).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Another restore is running. Waiting for its end'),
  });

  const item = (await world.google.uploads().next()).value ?? undefined;
  const created = lastRecord(await world.call(['albums', 'create', 'By hand', '--json']));
  expect(created).toMatchObject({ event: 'album', title: 'By hand' });
  const added = await world.call(['albums', 'add', String(created['id']), item?.id ?? '', '--json']);
  expect(lastRecord(added)).toEqual({ event: 'added', album: created['id'], items: 1 });

  const unknown = await world.call(['albums', 'add', 'No such album', item?.id ?? '', '--json']);
  expect(unknown.code).toBe(2);
  expect(lastRecord(unknown)).toMatchObject({ problem: { code: 'album-unknown', subject: 'No such album' } });
  const unnamed = await world.call(['upload', photo, '--album', 'x'.repeat(501), '--json']);
  expect(unnamed.code).toBe(2);
  expect(lastRecord(unnamed)).toMatchObject({ problem: { code: 'usage' } });
  const gone = await world.call(['upload', photo, join(folder, 'gone.jpg'), '--json']);
  expect(lastRecord(gone)).toMatchObject({
    present: 1,
    failed: 1,
    failures: [{ problem: { code: 'file-not-found' } }],
  });

  const searched = await world.call(['api', 'POST', 'mediaItems:search', '--body', `{"albumId":"${created['id']}"}`]);
  expect(JSON.parse(searched.stdout)).toMatchObject({ mediaItems: [{ id: item?.id }] });
  expect((await world.call(['api', 'GET', 'https://example.com/'])).code).not.toBe(0);

  for (const args of [
    ['albums', 'share', 'an-id', '--account', 'first@example.com'],
    ['albums', 'unshare', 'an-id'],
    ['albums', 'shared', '--account', 'first@example.com'],
  ]) {
    const ended = await world.call([...args, '--json']);
    expect(ended.code).toBe(3);
    expect(lastRecord(ended)).toMatchObject({ problem: { code: 'google-sharing-over' } });
    expect(JSON.stringify(lastRecord(ended))).toContain('31 March 2025');
  }
});

test('restore and export-to leave out what the filters of a run leave out', async () => {
  const world = await openWorld({ items: 4, albums: 1 });
  expect(await world.call(['backup', '--quiet'])).toMatchObject({ code: 0 });
  const to = await temporaryFolder();
  const copied = await world.call(['export-to', to, '--layout', 'flat', '--exclude', '*', '--json']);
  expect(lastRecord(copied)).toMatchObject({ event: 'exported', files: 0 });

  const visits: Promise<unknown>[] = [];
  const onLine = (line: string): void => {
    const { event, url } = JSON.parse(line) as { readonly event?: string; readonly url?: string };
    if (event === 'authorize' && url !== undefined) visits.push(fetch(url).then((page) => page.text()));
  };
  const none = ['restore', '--include', 'no such name', '--dry-run', '--json', '--no-browser'];
  expect(lastRecord(await world.call(none, { onLine }))).toMatchObject({ event: 'restore-plan', items: 0, present: 0 });

  // What is remembered is for what comes in.
  expect(await world.call(['config', 'set', 'include', 'no such name'])).toMatchObject({ code: 0 });
  const whole = await world.call(['export-to', join(to, 'whole'), '--layout', 'flat', '--json']);
  expect(lastRecord(whole)).toMatchObject({ event: 'exported', files: 4, failed: 0 });

  const restored = await world.call(['restore', '--include', 'no such name', '--yes', '--no-browser']);
  expect(restored).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Nothing of the backup is in this selection.'),
  });
});

test('export-to ends with one record, also where nothing can be copied to', async () => {
  const world = await openWorld({ items: 4, albums: 1 });
  expect(await world.call(['backup', '--quiet'])).toMatchObject({ code: 0 });
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, 'mine');
  const { code, records } = await world.call(['export-to', join(file, 'below'), '--json']);
  expect(code).not.toBe(0);
  expect(records.filter(({ event }) => event === 'exported' || event === 'failed')).toHaveLength(1);
});
