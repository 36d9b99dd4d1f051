import { Argument, type Command } from 'commander';
import { ok } from '../../contract/result.ts';
import { type CommandRunner, endWithAnswer } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { bashCompletion } from '../shell/bash.ts';
import {
  type CommandDefinition,
  completeCommand,
  definitionsOf,
  type ListedValues,
  listedValues,
} from '../shell/definition.ts';
import { fishCompletion } from '../shell/fish.ts';
import { manualPage } from '../shell/manual.ts';
import { powershellCompletion } from '../shell/powershell.ts';
import { zshCompletion } from '../shell/zsh.ts';

const completions = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
} as const satisfies Record<string, (commands: readonly CommandDefinition[]) => string>;

/** `completion`, `man`, `version`: made from the definitions of all commands. */
export function addShellCommands(program: Command, runner: CommandRunner, version: string): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(completions)))
    .description('print the completion script of a shell')
    .action((shell: keyof typeof completions, _options: unknown, command: Command) =>
      runner.run(command, async ({ terminal }) => {
        const script = completions[shell](definitionsOf(program)).trimEnd();
        terminal.record({ event: 'completion', shell, script });
        terminal.result(script);
        return exitCodes.complete;
      }),
    );
  program
    .command(completeCommand, { hidden: true })
    .addArgument(new Argument('<what>', 'what to list').choices([...listedValues]))
    .description('list what completion scripts cannot know')
    .action((what: ListedValues, _options: unknown, command: Command) =>
      runner.run(command, async (session) => {
        for (const value of await valuesOf(session, what)) session.terminal.result(value);
        return exitCodes.complete;
      }),
    );
  program
    .command('man')
    .description('print the manual page')
    .action((_options: unknown, command: Command) =>
      runner.run(command, async ({ terminal }) => {
        const date = new Date().toISOString().slice(0, 10);
        const page = manualPage(definitionsOf(program), version, date).trimEnd();
        terminal.record({ event: 'manual', page });
        terminal.result(page);
        return exitCodes.complete;
      }),
    );
  program
    .command('version')
    .description('print the version')
    .action((_options: unknown, command: Command) =>
      runner.run(command, async (session) => endWithAnswer(session, ok(versionRecord(version)), () => version)),
    );
}

/** What `--json` says of the version. */
export function versionRecord(version: string): object {
  return { event: 'version', version, node: process.versions.node };
}

/** Nothing where it cannot be known: who completes a word has asked for no problem. */
async function valuesOf(session: Session, what: ListedValues): Promise<readonly string[]> {
  if (what === 'profiles') {
    const read = await session.settings.read();
    return read.ok ? Object.keys(read.value.commandLine.profiles) : [];
  }
  const accounts = await session.accounts();
  const list = accounts.ok ? await accounts.value.listWithoutStore() : accounts;
  return list.ok ? list.value.map(({ email }) => email) : [];
}
