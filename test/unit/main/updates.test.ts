import { describe, expect, it } from 'vitest';
import { electronUpdaterPort } from '../../../electron/main/system/electron-updater-port.ts';
import { createUpdates, type KnownUpdate, type UpdatePort } from '../../../electron/main/system/updates.ts';
import { FakeClock, settled } from './support/fake-clock.ts';

const day = 24 * 60 * 60_000;

function openUpdates(change: Partial<UpdatePort> = {}, platform: 'darwin' | 'other' = 'other') {
  const world = { version: '0.2.0' as string | null, isBusy: false, isWanted: true };
  const did: string[] = [];
  const told: KnownUpdate[] = [];
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const updates = createUpdates({
    port: {
      canInstall: true,
      check: async () => {
        did.push('check');
        return world.version;
      },
      download: async () => void did.push('download'),
      install: async () => void did.push('install'),
      ...change,
    },
    clock,
    isWanted: () => world.isWanted,
    isBusy: () => world.isBusy,
    tell: (update) => told.push(update),
    endWork:
      platform === 'darwin'
        ? null
        : async () => {
            await Promise.resolve();
            did.push('work ended');
          },
    quit: () => did.push('quit'),
    log: (line) => did.push(line),
  });
  return { world, did, told, updates, clock };
}

describe('createUpdates', () => {
  it('fetches a new version, tells of it once, and installs it when asked', async () => {
    const { did, told, updates } = openUpdates();
    await updates.look();
    await updates.look();
    expect(told).toEqual([{ version: '0.2.0', canInstall: true }]);
    expect(did).toEqual(['check', 'download', 'check']);
    expect(updates.install()).toBe(true);
    await settled();
    expect(did).toEqual(['check', 'download', 'check', 'work ended', 'install', 'quit']);
  });

  it('ends all work before the installer starts, and then the program', async () => {
    const { did, updates } = openUpdates();
    await updates.look();
    did.length = 0;
    updates.install();
    await settled();
    expect(did).toEqual(['work ended', 'install', 'quit']);
  });

  it('ends the program, too, when nothing could be installed: its work has ended already', async () => {
    const { did, updates } = openUpdates({ install: async () => Promise.reject(new Error('no such file')) });
    await updates.look();
    did.length = 0;
    updates.install();
    await settled();
    expect(did).toEqual(['work ended', 'The update could not be installed: no such file', 'quit']);
  });

  it('leaves the end to the updater where that waits for it', async () => {
    const { did, updates } = openUpdates({}, 'darwin');
    await updates.look();
    did.length = 0;
    updates.install();
    await settled();
    expect(did).toEqual(['install']);
  });

  it('neither looks nor installs mid-run', async () => {
    const { world, did, updates } = openUpdates();
    world.isBusy = true;
    await updates.look();
    expect(did).toEqual([]);
    world.isBusy = false;
    await updates.look();
    world.isBusy = true;
    expect(updates.install()).toBe(false);
    expect(did).toEqual(['check', 'download']);
  });

  it('asks nobody when it is not wanted, and has nothing to install without a new version', async () => {
    const { world, did, updates } = openUpdates();
    world.isWanted = false;
    await updates.look();
    expect(did).toEqual([]);
    Object.assign(world, { isWanted: true, version: null });
    await updates.look();
    expect([updates.known(), updates.install()]).toEqual([null, false]);
  });

  it('only tells where it cannot install, or cannot fetch', async () => {
    const packaged = openUpdates({ canInstall: false });
    await packaged.updates.look();
    expect(packaged.told).toEqual([{ version: '0.2.0', canInstall: false }]);
    expect(packaged.updates.install()).toBe(false);
    expect(packaged.did).not.toContain('download');
    const unsigned = openUpdates({ download: async () => Promise.reject(new Error('not signed')) });
    await unsigned.updates.look();
    expect(unsigned.told).toEqual([{ version: '0.2.0', canInstall: false }]);
    expect(unsigned.did.join()).toContain('not signed');
  });

  it('survives a feed that cannot be reached, and looks again the next day', async () => {
    let fails = true;
    const { did, told, updates, clock } = openUpdates({
      check: async () => {
        if (fails) throw new Error('offline');
        return '0.2.0';
      },
    });
    updates.begin();
    await settled();
    expect(did).toEqual(['Looking for updates failed: offline']);
    fails = false;
    clock.advance(day);
    await settled();
    expect(told).toHaveLength(1);
  });
});

describe('electronUpdaterPort', () => {
  it('is none in development builds and in packages without a feed', () => {
    const process = { platform: 'linux', env: {}, resourcesPath: '/nowhere' } as const;
    const log = (): void => undefined;
    expect(electronUpdaterPort({ app: { isPackaged: false }, process, log })).toBeNull();
    expect(electronUpdaterPort({ app: { isPackaged: true }, process, log })).toBeNull();
  });
});
