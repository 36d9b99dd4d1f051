import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Store, { type Schema } from 'electron-store';
import * as z from 'zod';
import { errnoOf } from '../../base/errno.ts';
import { saysFull } from '../../base/full-disk.ts';
import { messageOf } from '../../base/message-of.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import { type Problem, ProblemError, problem } from '../../contract/problem.ts';
import { migratedSettings, type SettingsStep, settingsSteps } from '../../contract/settings-migrations.ts';
import { type StoredSettings, storedSettingsSchema } from './stored-settings.ts';

/** The settings, read and written as a whole. */
export interface SettingsStore {
  /** Another program's change is seen, too; what cannot be understood is not, and the last good settings stay. */
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

type Content = Record<string, unknown>;

/**
 * Opens `<folder>/settings.json`, the file that the command line uses too, and brings it to the newest version. A file
 * that cannot be understood is kept aside, never overwritten.
 */
export function openSettings(
  folder: string,
  now: Date,
  steps: readonly SettingsStep[] = settingsSteps,
): OpenedSettings {
  try {
    return { store: settingsOn(migrated(folder, steps)), trouble: null };
  } catch (thrown) {
    const aside = setAside(folder, now);
    const detail = `${messageOf(thrown)}; kept as ${aside}`;
    return { store: settingsOn(openStore(folder)), trouble: problem('settings-damaged', { detail }) };
  }
}

/**
 * electron-store's own migrations go by the app's version, which the command line does not know; these go by the
 * file's. They run before the schema is checked, because an older file need not fit it.
 */
function migrated(folder: string, steps: readonly SettingsStep[]): Store<Content> {
  assertHoldsObject(join(folder, 'settings.json'));
  const plain = new Store<Content>({ ...place(folder) });
  const content = plain.store;
  const newest = migratedSettings(content, steps);
  if (newest !== content) plain.store = { ...newest };
  return openStore(folder);
}

/** electron-store takes anything else for an empty file, and would overwrite it. */
function assertHoldsObject(file: string): void {
  if (!existsSync(file)) return;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Error('It holds no object');
}

function openStore(folder: string): Store<Content> {
  const schema = z.toJSONSchema(storedSettingsSchema, { io: 'input' }).properties ?? {};
  // zod makes sound schemas: testing them against the schema of schemas would take most of the program's start-up.
  // Both speak JSON Schema 2020-12; only their types are not each other's.
  return new Store<Content>({
    ...place(folder),
    schema: schema as Schema<Content>,
    ajvOptions: { validateSchema: false },
  });
}

function place(folder: string) {
  return { cwd: folder, name: 'settings', clearInvalidConfig: false, configFileMode: 0o600 } as const;
}

function settingsOn(store: Store<Content>): SettingsStore {
  let last = storedSettingsSchema.parse(store.store);
  return {
    read: () => {
      const read = safely(() => storedSettingsSchema.safeParse(store.store));
      if (read?.success === true) last = read.data;
      return last;
    },
    write: (change) => {
      const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const known = safely(() => store.store) ?? {};
      last = storedSettingsSchema.parse({ ...last, ...known, ...named });
      // Keys that this schema does not name belong to somebody else and stay.
      writeTo(store, { ...known, ...last });
    },
  };
}

/** Throws a ProblemError where the disk takes no settings: whoever asked for the change hears why it does not last. */
function writeTo(store: Store<Content>, content: Content): void {
  try {
    store.store = content;
  } catch (thrown) {
    if (errnoOf(thrown) === null) throw thrown;
    throw new ProblemError(dataFolderProblem(saysFull(thrown), { subject: store.path, detail: messageOf(thrown) }));
  }
}

/** A file that somebody else is in the middle of writing, or has damaged, cannot be read; what is known counts then. */
function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    // Told when the app starts the next time, when the file is kept aside.
    return null;
  }
}

function setAside(folder: string, now: Date): string {
  const file = join(folder, 'settings.json');
  const aside = `${file}.damaged-${now.toISOString().replaceAll(/[^0-9TZ]/g, '')}`;
  if (existsSync(file)) renameSync(file, aside);
  return aside;
}
