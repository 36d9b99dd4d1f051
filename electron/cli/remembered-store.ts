import { parseTokenStore, type TokenStoreChoice } from '../account/open-secret-store.ts';
import { ok, type Result } from '../contract/result.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import { storeText } from './config-keys.ts';
import type { SettingsFile } from './settings-file.ts';

/** What keeps the sign-ins: what this command names, else what an earlier one named. */
export async function chosenStore(
  settings: SettingsFile,
  given: string | undefined,
): Promise<Result<TokenStoreChoice>> {
  if (given !== undefined) return parseTokenStore(given);
  const read = await settings.read();
  if (!read.ok) return read;
  const { tokenStore: remembered } = read.value.commandLine;
  return remembered === null ? ok({ kind: 'automatic' }) : parseTokenStore(remembered);
}

/**
 * The same settings. Whoever reads or writes them learns whether the store that this command names is the one that other
 * commands use anyway: `onKept` is told.
 */
export function noticingStore(settings: SettingsFile, given: string | undefined, onKept: () => void): SettingsFile {
  const noticed = (known: Result<CommandLineSettings>): Result<CommandLineSettings> => {
    if (given !== undefined && known.ok && known.value.commandLine.tokenStore === storeText(given)) onKept();
    return known;
  };
  return {
    read: async () => noticed(await settings.read()),
    update: async (change) => noticed(await settings.update(change)),
  };
}

/** What keeps a sign-in is where the next command looks for it. */
export async function rememberStore(settings: SettingsFile, given: string | undefined): Promise<Result<void>> {
  const tokenStore = given === undefined ? null : storeText(given);
  if (tokenStore === null) return ok(undefined);
  const read = await settings.read();
  if (!read.ok) return read;
  const { commandLine } = read.value;
  if (commandLine.tokenStore === tokenStore) return ok(undefined);
  const kept = await settings.update({ commandLine: { tokenStore } });
  return kept.ok ? ok(undefined) : kept;
}
