import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { tellFailedStart } from '../../../electron/main/failed-start.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

/** A start that fails now; what is done about it, in its order. */
function failedStart() {
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const done: string[] = [];
  let becomeReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const told = tellFailedStart(
    {
      app: { whenReady: () => ready, exit: (code) => void done.push(`exit ${code}`) },
      dialog: { showErrorBox: (title, content) => void done.push(`${title}: ${content}`) },
      clock,
    },
    problem('usage', { detail: '--time-scale takes a number.' }),
  );
  return { clock, done, becomeReady, told };
}

const { title, explanation, wayOut } = problem('usage');
const box = `${title}: ${explanation}\n\n--time-scale takes a number.\n\n${wayOut}`;

test('a start that fails before Electron is ready shows its box then, and ends', async () => {
  const { clock, done, becomeReady, told } = failedStart();
  await settled();
  expect(done).toEqual([]);
  becomeReady();
  await told;
  expect(done).toEqual([box, 'exit 1']);
  expect(clock.waiting).toBe(0);
});

test('where Electron never is ready, the program says it all the same, and ends', async () => {
  const { clock, done, told } = failedStart();
  clock.advance(10_000);
  await told;
  expect(done).toEqual([box, 'exit 1']);
});
