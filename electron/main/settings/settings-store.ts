import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import { type Problem, problem } from '../../contract/problem.ts';
import { type StoredSettings, storedSettingsSchema } from './stored-settings.ts';

/** The settings, read and written as a whole. */
export interface SettingsStore {
  readonly read: () => StoredSettings;
  /** Takes over what is named; `undefined` names nothing. */
  readonly write: (change: SettingsChange) => void;
}

export type SettingsChange = { readonly [K in keyof StoredSettings]?: StoredSettings[K] | undefined };

/** A store that works, and what became of one that did not. */
export interface OpenedSettings {
  readonly store: SettingsStore;
  /** `settings-damaged`: the old file was kept aside and defaults are in use. */
  readonly trouble: Problem | null;
}

/**
 * Opens `<folder>/settings.json`, the file that the command line uses too. A file that cannot be understood is kept
 * aside, never overwritten. Another program's change is seen at the next read.
 */
export function openSettings(folder: string, now: Date): OpenedSettings {
  try {
    const store = openStore(folder);
    storedSettingsSchema.parse(store.store);
    return { store: settingsOn(store), trouble: null };
  } catch (thrown) {
    const aside = setAside(folder, now);
    const detail = `${thrown instanceof Error ? thrown.message : String(thrown)}; kept as ${aside}`;
    return { store: settingsOn(openStore(folder)), trouble: problem('settings-damaged', { detail }) };
  }
}

function openStore(folder: string): Store {
  // Migrations are the schema's: `version` grows with each, and this is the first.
  return new Store({ cwd: folder, name: 'settings', clearInvalidConfig: false, configFileMode: 0o600 });
}

function settingsOn(store: Store): SettingsStore {
  return {
    read: () => storedSettingsSchema.parse(store.store),
    write: (change) => {
      const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      store.store = { ...store.store, ...storedSettingsSchema.parse({ ...store.store, ...named }) };
    },
  };
}

function setAside(folder: string, now: Date): string {
  const file = join(folder, 'settings.json');
  const aside = `${file}.damaged-${now.toISOString().replaceAll(/[^0-9TZ]/g, '')}`;
  if (existsSync(file)) renameSync(file, aside);
  return aside;
}
