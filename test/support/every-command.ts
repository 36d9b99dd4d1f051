import type { Command } from 'commander';
import { createProgram } from '../../electron/cli/program.ts';

/** The definition of the commands, of which none is run. */
export const program = createProgram(
  {
    streams: { out: process.stdout, err: process.stderr },
    ...{ environment: {}, platform: 'linux', developmentBuild: true, version: '0' },
  },
  { run: async () => undefined },
);

/** Every command with something for each argument that it must have. */
export const everyCommand: readonly (readonly string[])[] = leavesOf(program, []);

/** The words of a command without its arguments: `albums get`. */
export function nameOf(args: readonly string[]): string {
  const words: string[] = [];
  for (let found: Command | undefined = program; found !== undefined; ) {
    found = found.commands.find((one) => one.name() === args[words.length]);
    if (found !== undefined) words.push(found.name());
  }
  return words.join(' ');
}

function leavesOf(command: Command, words: readonly string[]): readonly (readonly string[])[] {
  if (command.commands.length > 0) return command.commands.flatMap((one) => leavesOf(one, [...words, one.name()]));
  return [
    [
      ...words,
      ...command.registeredArguments
        .filter(({ required }) => required)
        .map(({ argChoices }, at) => argChoices?.[0] ?? `given-${at}`),
    ],
  ];
}
