import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { message } from '../contract/messages/message.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Engine, EngineDestination } from '../engine/engine.ts';
import type { CommandLineSettings } from './command-line-settings.ts';
import type { SettingsFile } from './settings-file.ts';

/** The backup folder and the settings that name it. */
export interface ChosenPlace {
  readonly destination: EngineDestination;
  readonly settings: CommandLineSettings;
}

/** A backup folder that the settings name, and whose it is. */
export interface UsedPlace extends ChosenPlace {
  /** E-mail addresses of the accounts whose own it is; none: of everybody who has no folder of their own, and of exports. */
  readonly accounts: readonly string[];
}

/** A backup folder for one command. */
interface NamedFolder {
  readonly path: string;
  /** What named it: `--destination`, or a variable. */
  readonly by: string;
}

interface PlaceDeps {
  readonly settings: SettingsFile;
  readonly engine: () => Promise<Result<Engine>>;
  readonly named: NamedFolder | undefined;
  /** Whose photos; an account may have a folder of its own. */
  readonly account: string | undefined;
}

/** The backup folder of a command. Problems: `destination-not-set`, `destination-foreign`, and those of a folder. */
export async function chosenPlace({ settings, engine, named, account }: PlaceDeps): Promise<Result<ChosenPlace>> {
  const read = await settings.read();
  if (!read.ok) return read;
  if (named !== undefined) {
    const destination = await namedPlace(named, read.value, { settings, engine });
    return destination.ok ? ok({ destination: destination.value, settings: read.value }) : destination;
  }
  const own = account === undefined ? undefined : read.value.commandLine.folders[account];
  const destination = own ?? read.value.destination;
  return destination === null ? failed(problem('destination-not-set')) : ok({ destination, settings: read.value });
}

/**
 * A folder by its path. The first of all becomes the backup folder, as with `destination set`; later, only a folder that
 * says itself that it is one is taken for one: an empty mount point is none.
 */
async function namedPlace(
  named: NamedFolder,
  { destination, commandLine }: CommandLineSettings,
  { settings, engine }: Pick<PlaceDeps, 'settings' | 'engine'>,
): Promise<Result<EngineDestination>> {
  const path = resolve(named.path);
  const known = [destination, ...Object.values(commandLine.folders)].find((one) => one?.path === path);
  if (known) return ok(known);
  const opened = await engine();
  if (!opened.ok) return opened;
  if (destination === null) {
    const chosen = await opened.value.chooseDestination(path);
    if (!chosen.ok) return chosen;
    const kept = await settings.update({ destination: chosen.value.destination });
    return kept.ok ? ok(chosen.value.destination) : kept;
  }
  // To set another folder for good would not help a command that names its own.
  if (!existsSync(path)) {
    const wayOut = message('way-out.correct-folder', { option: named.by });
    return failed(problem('destination-missing', { subject: path, wayOut }));
  }
  const report = await opened.value.probeForReading(path);
  if (!report.ok) return report;
  const { identity } = report.value;
  return identity === null ? failed(problem('destination-foreign', { subject: path })) : ok({ path, identity });
}

interface UsedPlacesDeps extends Omit<PlaceDeps, 'account'> {
  /** The account that was named, or that the settings name; null: everybody. */
  readonly account: { readonly id: string; readonly isNamed: boolean } | null;
  /** By the account's id; one that is not signed in any more has none. */
  readonly emails: ReadonlyMap<string, string>;
}

/**
 * Every folder in use, each once, the shared one first: where no account was named, that and the folders of accounts of their
 * own, else the one that the account's photos go to. Problems: as of {@link chosenPlace}.
 */
export async function usedPlaces({ account, emails, ...deps }: UsedPlacesDeps): Promise<Result<readonly UsedPlace[]>> {
  const read = await deps.settings.read();
  if (!read.ok) return read;
  const { folders } = read.value.commandLine;
  const ownersOf = ({ path }: EngineDestination): readonly string[] =>
    Object.entries(folders).flatMap(([id, own]) => (own.path === path ? [emails.get(id) ?? id] : []));
  if (deps.named !== undefined || account?.isNamed === true) {
    const place = await chosenPlace({ ...deps, account: account?.id });
    return place.ok ? ok([{ ...place.value, accounts: ownersOf(place.value.destination) }]) : place;
  }
  const own = Object.entries(folders).flatMap(([id, folder]) =>
    account === null || account.id === id ? [folder] : [],
  );
  const shared = read.value.destination;
  const places = new Map([...(shared === null ? [] : [shared]), ...own].map((one) => [one.path, one]));
  if (places.size === 0) return failed(problem('destination-not-set'));
  return ok(
    [...places.values()].map((destination) => ({
      ...{ destination, settings: read.value },
      accounts: destination.path === shared?.path ? [] : ownersOf(destination),
    })),
  );
}
