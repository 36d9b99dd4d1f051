import { expect, it } from 'vitest';
import { createEmitter } from '../../../electron/base/emitter.ts';

it('tells everyone who listens, in their order, until they end it', () => {
  const event = createEmitter<number>();
  const heard: string[] = [];
  event.emit(1);
  const end = event.listen((value) => heard.push(`first ${value}`));
  event.listen((value) => heard.push(`second ${value}`));
  event.emit(2);
  end();
  event.emit(3);
  expect(heard).toEqual(['first 2', 'second 2', 'second 3']);
});

it('keeps apart two who listen with the same function', () => {
  const event = createEmitter<string>();
  const heard: string[] = [];
  const listener = (value: string): void => void heard.push(value);
  const end = event.listen(listener);
  event.listen(listener);
  end();
  event.emit('once');
  expect(heard).toEqual(['once']);
});

it('lets one end while it is told', () => {
  const event = createEmitter<void>();
  const heard: string[] = [];
  const end = event.listen(() => {
    heard.push('first');
    end();
  });
  event.listen(() => heard.push('second'));
  event.emit();
  event.emit();
  expect(heard).toEqual(['first', 'second', 'second']);
});
