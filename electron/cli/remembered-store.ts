import { parseTokenStore, type TokenStoreChoice } from '../account/open-secret-store.ts';
import { ok, type Result } from '../contract/result.ts';
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

/** Is the store that this command names the one that other commands use anyway? */
export async function isRemembered(settings: SettingsFile, given: string | undefined): Promise<boolean> {
  const read = given === undefined ? null : await settings.read();
  return given !== undefined && read?.ok === true && read.value.commandLine.tokenStore === storeText(given);
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
