import { expect, test } from 'vitest';
import { consoleTasks, createTaskMarks, nextTask } from '../../../renderer/features/setup/console-tasks.ts';
import { timeLeft } from '../../../renderer/features/setup/time-left.ts';

function storage(first: string | null = null) {
  let kept = first;
  return () => ({
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  });
}

test('the next task is the first that is not done', () => {
  expect(nextTask(new Set())).toBe('enter');
  expect(nextTask(new Set(['enter', 'project', 'app']))).toBe('api');
  expect(nextTask(new Set(consoleTasks))).toBeNull();
});

test('ticks are found again; what was never a task is not', () => {
  const place = storage('bogus project __proto__');
  const marks = createTaskMarks(place);
  expect(marks.read()).toEqual(new Set(['project']));
  marks.write(new Set(['create', 'app']));
  expect(createTaskMarks(place).read()).toEqual(new Set(['app', 'create']));
});

test('a browser that refuses its storage only loses the ticks', () => {
  const marks = createTaskMarks(() => {
    throw new Error('denied');
  });
  expect(marks.read()).toEqual(new Set());
  expect(() => marks.write(new Set(['app']))).not.toThrow();
});

test('the time left is a clock that ends at nothing', () => {
  const until = '2026-11-21T10:00:00.000Z';
  const at = (time: string) => timeLeft(until, new Date(`2026-11-21T${time}Z`));
  expect(at('09:50:55')).toBe('9:05');
  expect(at('09:59:59.500')).toBe('0:01');
  expect(at('10:00:30')).toBe('0:00');
});
