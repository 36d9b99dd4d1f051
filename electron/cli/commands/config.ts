import { join } from 'node:path';
import type { Command } from 'commander';
import { problem } from '../../contract/problem.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { commandLineSettingsSchema } from '../command-line-settings.ts';
import { type ConfigKey, configKeys } from '../config-keys.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Session } from '../session.ts';
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
    .argument('<value>', 'the new value, or none')
    .description('change one setting; with --profile, of that profile')
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
  const { terminal } = session;
  const entries = configKeys.map((key) => ({ key: key.name, value: key.get(read.value) }));
  for (const entry of entries) terminal.record({ event: 'config', ...entry });
  const { folders, profiles } = read.value.commandLine;
  const file = join(session.dataFolder, 'settings.json');
  terminal.record({ event: 'config-file', file, destination: read.value.destination, folders, profiles });
  terminal.result(
    table(
      ['SETTING', 'VALUE'],
      [
        ...entries.map(({ key, value }) => [key, String(value ?? 'none')]),
        ['folder', read.value.destination?.path ?? 'none'],
      ],
    ),
  );
  for (const [account, { path }] of Object.entries(folders)) terminal.result(`folder of account ${account}: ${path}`);
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

async function set(session: Session, name: string, text: string): Promise<ExitCode> {
  const key = keyCalled(name);
  if (key === null) return endWith(session, unknownKey(name));
  const read = await session.anySettings();
  if (!read.ok) return endWith(session, read.problem);
  const change = key.set(text, read.value);
  // A value may look right and still be out of range, which the schema of the settings knows.
  if (change === null || !commandLineSettingsSchema.safeParse({ ...read.value, ...change }).success) {
    return endWith(
      session,
      problem('usage', { subject: key.name, detail: `"${text}" is not a value of it. What it is: ${key.about}.` }),
    );
  }
  const kept = await session.settings.update(change);
  if (!kept.ok) return endWith(session, kept.problem);
  session.terminal.record({ event: 'config', key: key.name, value: key.get(kept.value) });
  session.terminal.result(`${key.name}  ${key.get(kept.value) ?? 'none'}`);
  return exitCodes.complete;
}

function keyCalled(name: string): ConfigKey | null {
  return configKeys.find((key) => key.name === name) ?? null;
}

function unknownKey(name: string) {
  const names = configKeys.map((key) => key.name).join(', ');
  return problem('usage', { subject: name, detail: `There is no such setting. There are: ${names}.` });
}
