import { join } from 'node:path';
import type { Command } from 'commander';
import { problem } from '../../contract/problem.ts';
import { failed, type Result } from '../../contract/result.ts';
import { closest } from '../closest.ts';
import { type CommandRunner, endWith } from '../command.ts';
import type { CommandLineSettings } from '../command-line-settings.ts';
import { type ConfigKey, configKeys } from '../config-keys.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { isOfProfiles, ownOfProfile, shareAgain } from '../profile.ts';
import type { Session } from '../session.ts';
import { settingsFile } from '../settings-file.ts';
import { table } from '../table.ts';

/** `config list|get|set`. */
export function addConfigCommands(program: Command, runner: CommandRunner): void {
  const config = program
    .command('config')
    .description('settings that are remembered, shared with the app where it has them');
  config
    .command('list')
    .description('all settings, with the file that holds them')
    .action((_options: unknown, command: Command) => runner.run(command, list));
  config
    .command('get')
    .argument('<key>', 'a name of the list')
    .description('one setting')
    .action((name: string, _options: unknown, command: Command) =>
      runner.run(command, (session) => get(session, name)),
    );
  config
    .command('set')
    .argument('<key>', 'a name of the list')
    .argument('<value>', 'the new value, or none; with --profile also shared, to have what is set without one')
    .description('change one setting; with --profile, of that profile alone')
    .addHelpText(
      'after',
      `\nSettings:\n${configKeys.map(({ name, about }) => `  ${name.padEnd(20)}  ${about}`).join('\n')}`,
    )
    .action((name: string, value: string, _options: unknown, command: Command) =>
      runner.run(command, (session) => set(session, name, value)),
    );
}

async function list(session: Session): Promise<ExitCode> {
  const read = await session.settings.read();
  if (!read.ok) return endWith(session, read.problem);
  const { profile } = session.options;
  const own = profile === undefined ? null : await ownOfProfile(settingsFile(session.dataFolder), profile);
  if (own !== null && !own.ok) return endWith(session, own.problem);
  const { terminal } = session;
  // With a profile it is told which settings are its own.
  const of = (property: string) => (own === null ? {} : { of: own.value.has(property) ? 'profile' : 'all' });
  const entries = configKeys.map((key) => ({ key: key.name, value: key.get(read.value), ...of(key.property) }));
  for (const entry of entries) terminal.record({ event: 'config', ...entry });
  const { folders, profiles } = read.value.commandLine;
  const file = join(session.dataFolder, 'settings.json');
  terminal.record({ event: 'config-file', file, destination: read.value.destination, folders, profiles });
  const rows = [...entries, { key: 'folder', value: read.value.destination?.path ?? null, ...of('destination') }];
  terminal.result(
    table(
      ['SETTING', 'VALUE', ...(own === null ? [] : ['OF'])],
      rows.map(({ key, value, ...whose }) => [key, String(value ?? 'none'), ...Object.values(whose)]),
    ),
  );
  const accounts = await session.accounts();
  const known = accounts.ok ? await accounts.value.listWithoutStore() : accounts;
  for (const [account, { path }] of Object.entries(folders)) {
    const email = known.ok ? known.value.find(({ id }) => id === account)?.email : undefined;
    terminal.result(`folder of account ${email ?? account}: ${path}`);
  }
  const names = Object.keys(profiles);
  if (names.length > 0) terminal.result(`profiles: ${names.join(', ')}`);
  terminal.note(`In ${file}`);
  return exitCodes.complete;
}

async function get(session: Session, name: string): Promise<ExitCode> {
  const key = keyCalled(name);
  if (key === null) return endWith(session, unknownKey(name));
  const read = await session.settings.read();
  if (!read.ok) return endWith(session, read.problem);
  const value = key.get(read.value);
  session.terminal.record({ event: 'config', key: key.name, value });
  session.terminal.result(String(value ?? 'none'));
  return exitCodes.complete;
}

/** Of a profile, this value takes its own away. */
const asShared = 'shared';

async function set(session: Session, name: string, text: string): Promise<ExitCode> {
  const key = keyCalled(name);
  if (key === null) return endWith(session, unknownKey(name));
  const kept = await changed(session, key, text);
  if (!kept.ok) return endWith(session, kept.problem);
  session.terminal.record({ event: 'config', key: key.name, value: key.get(kept.value) });
  session.terminal.result(`${key.name}  ${key.get(kept.value) ?? 'none'}`);
  if (key.name === 'account' && text.includes('@')) await tellOfUnknown(session, text);
  return exitCodes.complete;
}

async function changed(session: Session, key: ConfigKey, text: string): Promise<Result<CommandLineSettings>> {
  const { profile } = session.options;
  if (profile === undefined) {
    const change = key.set(text);
    return change.ok ? session.settings.update(change.value) : change;
  }
  if (!isOfProfiles(key.property)) {
    const detail = 'It is the same for all profiles. Set it without --profile.';
    return failed(problem('usage', { subject: key.name, detail }));
  }
  if (text === asShared) return shareAgain(settingsFile(session.dataFolder), profile, key.property);
  const change = key.set(text);
  return change.ok ? session.settings.update(change.value) : change;
}

/** An account may be named before it signs in; whoever mistyped it wants to hear of it. */
async function tellOfUnknown({ accounts, terminal }: Session, email: string): Promise<void> {
  const opened = await accounts();
  const list = opened.ok ? await opened.value.listWithoutStore() : opened;
  if (!list.ok || list.value.some((account) => account.email === email)) return;
  terminal.note(terminal.commands(`${email} is not signed in yet. Next: afterimage sign-in`));
}

function keyCalled(name: string): ConfigKey | null {
  return configKeys.find((key) => key.name === name) ?? null;
}

function unknownKey(name: string) {
  const names = configKeys.map((key) => key.name);
  const meant = closest(name, names);
  const detail = `There is no such setting. ${meant === null ? `There are: ${names.join(', ')}.` : `Did you mean ${meant}?`}`;
  return problem('usage', { subject: name, detail });
}
