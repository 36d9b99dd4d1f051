import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import {
  type CommandLineSettings,
  commandLineSettingsSchema,
  type Profile,
  profileSchema,
  type SettingsChange,
} from './command-line-settings.ts';
import type { SettingsFile } from './settings-file.ts';

/** Is this setting one that a profile may have of its own? Others are of the computer, and of all profiles. */
export function isOfProfiles(key: string): key is keyof Profile {
  return key in profileSchema.shape;
}

/**
 * The settings as a profile has them: what was set for it, in the place of the shared ones. Whatever of these is changed is
 * changed in the profile, which is made by that. Problem of reading: `usage` when there is no such profile.
 *
 * @param by what named it: `--profile`, or a variable
 */
export function settingsOfProfile(settings: SettingsFile, name: string, by: string): SettingsFile {
  return {
    read: async () => {
      const read = await settings.read();
      if (!read.ok) return read;
      const profile = read.value.commandLine.profiles[name];
      return profile === undefined
        ? failed(unknownProfile(name, read.value, by))
        : ok(withProfile(read.value, profile));
    },
    update: async ({ commandLine = {}, ...change }) => {
      const read = await settings.read();
      if (!read.ok) return read;
      const { profiles } = read.value.commandLine;
      const profile = profileSchema.parse({
        ...profiles[name],
        ...entriesOf(change, isOfProfiles),
        ...entriesOf(commandLine, isOfProfiles),
      });
      const isShared = (key: string): boolean => !isOfProfiles(key);
      const shared: SettingsChange = {
        ...entriesOf(change, isShared),
        commandLine: { ...entriesOf(commandLine, isShared), profiles: { ...profiles, [name]: profile } },
      };
      const kept = await settings.update(shared);
      return kept.ok ? ok(withProfile(kept.value, profile)) : kept;
    },
  };
}

/** What a profile has of its own; nothing where there is no such profile. */
export async function ownOfProfile(settings: SettingsFile, name: string): Promise<Result<ReadonlySet<string>>> {
  const read = await settings.read();
  if (!read.ok) return read;
  const own = Object.entries(read.value.commandLine.profiles[name] ?? {});
  // The first three are always there; null is that they are as without a profile.
  const isOwn = ([key, value]: readonly [string, unknown]): boolean =>
    value !== undefined && (value !== null || !['account', 'destination', 'schedule'].includes(key));
  return ok(new Set(own.filter(isOwn).map(([key]) => key)));
}

/** Takes a setting back from a profile: from here on it is as without one. */
export async function shareAgain(
  settings: SettingsFile,
  name: string,
  key: keyof Profile,
): Promise<Result<CommandLineSettings>> {
  const read = await settings.read();
  if (!read.ok) return read;
  const { profiles } = read.value.commandLine;
  const before = profiles[name];
  if (before === undefined) return failed(unknownProfile(name, read.value));
  const profile = profileSchema.parse(entriesOf(before, (one) => one !== key));
  const kept = await settings.update({ commandLine: { profiles: { ...profiles, [name]: profile } } });
  return kept.ok ? ok(withProfile(kept.value, profile)) : kept;
}

function withProfile(settings: CommandLineSettings, profile: Profile): CommandLineSettings {
  const { destination, schedule, account, ...others } = profile;
  const set = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return commandLineSettingsSchema.parse({
    ...settings,
    ...entriesOf(set, (key) => key in commandLineSettingsSchema.shape),
    destination,
    schedule: schedule ?? settings.schedule,
    commandLine: {
      ...settings.commandLine,
      ...entriesOf(set, (key) => !(key in commandLineSettingsSchema.shape)),
      account: account ?? settings.commandLine.account,
    },
  });
}

function entriesOf<T extends object>(from: T, isWanted: (key: string) => boolean): Partial<T> {
  const wanted: Partial<T> = {};
  for (const key in from) if (Object.hasOwn(from, key) && isWanted(key)) wanted[key] = from[key];
  return wanted;
}

function unknownProfile(name: string, { commandLine }: CommandLineSettings, by = '--profile'): Problem {
  const names = Object.keys(commandLine.profiles);
  const known = names.length === 0 ? 'There is none yet.' : `There are: ${names.join(', ')}.`;
  return problem('usage', {
    subject: `${by} ${name}`,
    detail: `There is no such profile. ${known}`,
    wayOut: message('way-out.make-profile'),
  });
}
