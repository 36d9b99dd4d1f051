import type { Command } from 'commander';
import { configKeys } from '../config-keys.ts';

/** The command that completion scripts call; nobody types it. */
export const completeCommand = 'complete';

/** What {@link completeCommand} lists, because only this computer knows it. */
export const listedValues = ['accounts', 'profiles'] as const;
export type ListedValues = (typeof listedValues)[number];

/** One option as a shell completes it. */
export interface OptionDefinition {
  /** `--album`, and `-v` where there is a short one. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The only values that it takes; empty when it takes any. */
  readonly choices: readonly string[];
  /** What is listed when its value is completed; null: files. */
  readonly lists: ListedValues | null;
  /** As help shows it: `-v, --verbose`. */
  readonly usage: string;
}

/** One command with everything that may follow its words. */
export interface CommandDefinition {
  readonly words: readonly string[];
  readonly description: string;
  /** Names of its own commands; empty for one that does something. */
  readonly members: readonly string[];
  readonly options: readonly OptionDefinition[];
  /** As help shows them: `<file>`, `[account]`. */
  readonly usage: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly choices: readonly string[];
  }[];
}

const lists: Readonly<Record<string, ListedValues>> = { '--account': 'accounts', '--profile': 'profiles' };

/** The program and all its commands, the program itself first: what completion and manual are made from. */
export function definitionsOf(command: Command, words: readonly string[] = []): readonly CommandDefinition[] {
  const members = command.commands.filter((member) => member.name() !== completeCommand);
  const own: CommandDefinition = {
    words,
    description: command.description(),
    members: members.map((member) => member.name()),
    options: command.options
      .filter(({ hidden }) => !hidden)
      .map((option) => ({
        flags: [option.short, option.long].flatMap((flag) => (flag ? [flag] : [])),
        description: option.description,
        takesValue: option.required || option.optional,
        choices: option.argChoices ?? [],
        lists: lists[option.long ?? ''] ?? null,
        usage: option.flags,
      })),
    usage: command.registeredArguments
      .map((argument) => {
        const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
        return argument.required ? `<${name}>` : `[${name}]`;
      })
      .join(' '),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      description: argument.description,
      choices: argument.argChoices ?? (argument.name() === 'key' ? configKeys.map(({ name }) => name) : []),
    })),
  };
  return [own, ...members.flatMap((member) => definitionsOf(member, [...words, member.name()]))];
}

/** What may follow the words of a command, besides files. */
export function wordsAfter(command: CommandDefinition, globals: readonly OptionDefinition[]): readonly string[] {
  const options = command.words.length === 0 ? globals : [...command.options, ...globals];
  const values = command.arguments[0]?.choices ?? [];
  return [...command.members, ...values, ...options.flatMap(({ flags }) => flags), '--help'];
}

/** Options that are followed by a value, of all commands. */
export function valueOptions(commands: readonly CommandDefinition[]): readonly OptionDefinition[] {
  const all = commands.flatMap(({ options }) => options).filter(({ takesValue }) => takesValue);
  return all.filter((option, at) => all.findIndex(({ usage }) => usage === option.usage) === at);
}
