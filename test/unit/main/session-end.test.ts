import { EventEmitter } from 'node:events';
import type { BaseWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { waitForExit } from '../../../electron/main/supervision/wait-for-exit.ts';
import { followSessionEnd } from '../../../electron/main/system/session-end.ts';

/** A program on this system; what happened to it, in order. */
function programOn(platform: NodeJS.Platform) {
  const happened: string[] = [];
  const windows: EventEmitter[] = [];
  followSessionEnd({
    platform,
    create: () => {
      const window = new EventEmitter();
      windows.push(window);
      return standingFor<BaseWindow>(window);
    },
    end: () => happened.push('put down'),
    exit: () => happened.push('exit'),
    log: (line) => happened.push(line),
  });
  return { happened, windows };
}

/** What a function uses of a thing of Electron's; a fake has no more. */
function standingFor<T>(parts: unknown): T {
  return parts as T;
}

describe('the end of a Windows session', () => {
  it('puts everything down before it is answered, and ends the program then', async () => {
    const { happened, windows } = programOn('win32');
    windows[0]?.emit('session-end', { reasons: ['shutdown'] });
    // Windows ends the process after this line.
    expect(happened).toEqual(['The session ends: shutdown', 'put down']);
    await new Promise((later) => setImmediate(later));
    expect(happened.at(-1)).toBe('exit');
  });

  it('is not stood in the way of, and may be called off', () => {
    const { happened, windows } = programOn('win32');
    let isPrevented = false;
    const preventDefault = (): void => {
      isPrevented = true;
    };
    windows[0]?.emit('query-session-end', { reasons: ['logoff'], preventDefault });
    expect(isPrevented).toBe(false);
    expect(happened).toEqual([]);
  });

  it.each(['linux', 'darwin'] as const)('needs no window on %s, where a signal or quitting tells', (platform) => {
    expect(programOn(platform).windows).toEqual([]);
  });
});

describe('waiting on the thread for the end of a process', () => {
  it('ends with the process', () => {
    let looks = 0;
    waitForExit(42, 60_000, (pid) => {
      expect(pid).toBe(42);
      looks += 1;
      return looks < 4;
    });
    expect(looks).toBe(4);
  });

  it('ends after its time where the process does not', () => {
    const begun = performance.now();
    waitForExit(process.pid, 60);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(60);
  });

  it('is over at once for a process that is gone', () => {
    // Process ids are smaller on every system.
    waitForExit(2 ** 30, 600_000);
  });
});
