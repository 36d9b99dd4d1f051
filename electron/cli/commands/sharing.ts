import type { Command } from 'commander';
import { problem } from '../../contract/problem.ts';
import { type CommandRunner, endWith } from '../command.ts';

/** What apps could do until Google ended it: the commands say so, because people look for them. */
export function addSharingCommands(program: Command, runner: CommandRunner): void {
  const albums = program.commands.find((command) => command.name() === 'albums') ?? program.command('albums');
  const over = (command: Command) =>
    runner.run(command, async (session) => endWith(session, problem('google-sharing-over')));
  for (const [name, description] of [
    ['share', 'not possible any more: Google ended sharing by apps on 31 March 2025'],
    ['unshare', 'not possible any more: Google ended sharing by apps on 31 March 2025'],
  ] as const) {
    albums
      .command(name)
      .argument('[album]', 'the id')
      .option('--account <email>', 'which account; it makes no difference')
      .description(description)
      .action((_album: string | undefined, _flags: unknown, command: Command) => over(command));
  }
  albums
    .command('shared')
    .option('--account <email>', 'which account; it makes no difference')
    .description('not possible any more: Google ended listing shared albums by apps on 31 March 2025')
    .action((_flags: unknown, command: Command) => over(command));
}
