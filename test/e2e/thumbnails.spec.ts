import { readFile } from 'node:fs/promises';
import { systemGlib } from '../support/system-glib.ts';
import { expect, type RunningApp, setUp, test, untilComplete } from './app.ts';
import { expectOnDisk } from './on-disk.ts';

/** The ids of photos that are stored by now. */
async function photosOf(app: RunningApp): Promise<readonly number[]> {
  const page = await app.ask('photos.page', { search: '', offset: 0, limit: 40 });
  if (!page.ok) throw new Error(page.problem.title);
  return page.value.filter(({ name }) => /\.jpe?g$/i.test(name)).map(({ id }) => id);
}

/** The widths of photos' thumbnails as the page gets them; 0 for one without. */
function widthsOf({ page }: RunningApp, ids: readonly number[]): Promise<readonly number[]> {
  return page.evaluate(
    (wanted) =>
      Promise.all(
        wanted.map(async (id) => {
          const picture = Object.assign(new Image(), { src: `/thumbnail/${id}` });
          await picture.decode().catch(() => undefined);
          return picture.naturalWidth;
        }),
      ),
    ids,
  );
}

function pidOf(app: RunningApp, which: 'enginePid' | 'decoderPid'): Promise<number | null> {
  return app.electron.evaluate((_, name) => globalThis.afterimageProgram?.[name]() ?? null, which);
}

test('a decoder that is killed at a picture costs that picture: the run continues, and so do other pictures', async ({
  world,
}) => {
  const google = await world.google({ items: 160, albums: 4, seed: 16, itemBytes: 60_000 });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await photosOf(app)).length).toBeGreaterThan(3);
  const [first = 0, victim = 0, next = 0] = await photosOf(app);
  expect(await widthsOf(app, [first])).not.toEqual([0]);
  const decoder = (await pidOf(app, 'decoderPid')) ?? 0;
  const engine = await pidOf(app, 'enginePid');
  expect(decoder).toBeGreaterThan(0);
  expect(decoder).not.toBe(engine);

  // It stands still, so that the next picture is under way when it is killed.
  process.kill(decoder, 'SIGSTOP');
  const lost = widthsOf(app, [victim]);
  const inFlight = () => app.electron.evaluate(() => globalThis.afterimageProgram?.picturesInFlight());
  await expect.poll(inFlight).toBe(1);
  process.kill(decoder, 'SIGKILL');
  expect(await lost).toEqual([0]);
  await expect.poll(app.log).toMatch(/The decoder ended with exit code \d+ at 1 pictures/);

  expect(await widthsOf(app, [next])).not.toEqual([0]);
  expect(await pidOf(app, 'decoderPid')).not.toBe(decoder);
  expect(await pidOf(app, 'enginePid')).toBe(engine);
  await untilComplete(app);
  await expectOnDisk(google, world.folder);
});

const glib = systemGlib();

test('thumbnails are made in processes that have the GLib of the system in them', async ({ world }) => {
  test.skip(glib === null, 'there is no GLib of the system (libgobject-2.0.so.0)');
  const google = await world.google({ items: 40, albums: 2, seed: 17 });
  const app = await world.launch([], { STANDIN_HARSH: 'system-glib' });
  await setUp(app, google);
  await untilComplete(app);
  const widths = await widthsOf(app, await photosOf(app));
  expect(widths.length).toBeGreaterThan(10);
  expect(widths).not.toContain(0);
  for (const which of ['enginePid', 'decoderPid'] as const) {
    expect(await readFile(`/proc/${await pidOf(app, which)}/maps`, 'utf8'), which).toContain('libgobject-2.0.so');
  }
  const log = await app.log();
  expect(log).not.toContain('CRITICAL');
  expect(log).not.toMatch(/The (engine|decoder) ended/);
  await expectOnDisk(google, world.folder);
});
