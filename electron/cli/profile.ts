import { message } from '../contract/messages/message.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok } from '../contract/result.ts';
import { type CommandLineSettings, newProfile, type Profile } from './command-line-settings.ts';
import type { SettingsFile } from './settings-file.ts';

/** What a profile has of its own; everything else is shared. */
const ownKeys = ['destination', 'schedule'] as const;

/**
 * The settings as a profile has them: its account, folder and schedule in the place of the shared ones. Whatever of these
 * is changed is changed in the profile, which is made by that. Problem of reading: `usage` when there is no such profile.
 */
export function settingsOfProfile(settings: SettingsFile, name: string): SettingsFile {
  return {
    read: async () => {
      const read = await settings.read();
      if (!read.ok) return read;
      const profile = read.value.commandLine.profiles[name];
      return profile === undefined ? failed(unknownProfile(name, read.value)) : ok(withProfile(read.value, profile));
    },
    update: async (change) => {
      const read = await settings.read();
      if (!read.ok) return read;
      const { profiles } = read.value.commandLine;
      const profile = changed(profiles[name] ?? newProfile, change);
      const { account, ...ownOthers } = change.commandLine ?? read.value.commandLine;
      const kept = await settings.update({
        ...without(change),
        commandLine: {
          ...ownOthers,
          account: read.value.commandLine.account,
          profiles: { ...profiles, [name]: profile },
        },
      });
      return kept.ok ? ok(withProfile(kept.value, profile)) : kept;
    },
  };
}

function withProfile(settings: CommandLineSettings, { account, destination, schedule }: Profile): CommandLineSettings {
  return {
    ...settings,
    destination,
    schedule: schedule ?? settings.schedule,
    commandLine: { ...settings.commandLine, account: account ?? settings.commandLine.account },
  };
}

function changed(profile: Profile, change: Partial<CommandLineSettings>): Profile {
  return {
    account: change.commandLine === undefined ? profile.account : change.commandLine.account,
    destination: change.destination === undefined ? profile.destination : change.destination,
    schedule: change.schedule === undefined ? profile.schedule : change.schedule,
  };
}

function without(change: Partial<CommandLineSettings>): Partial<CommandLineSettings> {
  return Object.fromEntries(Object.entries(change).filter(([key]) => !ownKeys.some((own) => own === key)));
}

function unknownProfile(name: string, { commandLine }: CommandLineSettings): Problem {
  const names = Object.keys(commandLine.profiles);
  const known = names.length === 0 ? 'There is none yet.' : `There are: ${names.join(', ')}.`;
  return problem('usage', {
    subject: `--profile ${name}`,
    detail: `There is no such profile. ${known}`,
    wayOut: message('way-out.make-profile'),
  });
}
