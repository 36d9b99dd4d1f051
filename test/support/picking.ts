import type { PickInput } from '../simulator/server/photos-picker/picks.ts';
import type { CallOptions, Ended } from './command-line.ts';
import type { World } from './world.ts';

/** What a person does when the picker opens: picks and presses Done, or nothing. */
export type Visit = PickInput['select'] | 'nothing';

export interface PickingOptions extends Omit<CallOptions, 'globals'> {
  /** What the person does at each session that opens, one after the other; nothing once the list is at its end. */
  readonly visits?: readonly Visit[];
}

/** Runs `pick` with a person at its side: they allow what is asked, and choose what `visits` says. */
export function pick(
  { google, call }: Pick<World, 'google' | 'call'>,
  args: readonly string[],
  { visits = [], onLine, ...options }: PickingOptions = {},
): Promise<Ended> {
  const left = [...visits];
  return call(['pick', '--no-browser', '--json', ...args], {
    ...options,
    onLine: (line) => {
      const record: Record<string, unknown> = JSON.parse(line);
      if (record['event'] === 'authorize') void fetch(String(record['url'])).then((page) => page.text());
      if (record['event'] === 'picker' && record['state'] === 'waiting') {
        const visit = left.shift() ?? 'nothing';
        if (visit !== 'nothing') google.pick({ sessionId: String(record['sessionId']), select: visit });
      }
      onLine?.(line);
    },
  });
}
