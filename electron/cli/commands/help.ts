import type { Command } from 'commander';
import { problem } from '../../contract/problem.ts';
import { closest } from '../closest.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

/** `help [COMMAND…]`: the same as `COMMAND --help`. */
export function addHelpCommand(program: Command, runner: CommandRunner): void {
  program
    .command('help')
    .argument('[command...]', 'such as backup, or config set')
    .description('show the help of a command')
    .action((words: readonly string[], _options: unknown, command: Command) =>
      runner.run(command, async (session) => {
        let found = program;
        for (const word of words) {
          const members = found.commands;
          const next = members.find((member) => member.name() === word);
          if (next === undefined) {
            const names = members.map((member) => member.name());
            const meant = closest(word, names);
            const detail = `There is no such command.${meant === null ? '' : ` Did you mean ${meant}?`}`;
            return endWith(session, problem('usage', { subject: words.join(' '), detail }));
          }
          found = next;
        }
        found.outputHelp();
        return exitCodes.complete;
      }),
    );
}
