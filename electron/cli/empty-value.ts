import type { Command } from 'commander';
import { type Problem, problem } from '../contract/problem.ts';

/** Commands that say more of an empty argument themselves. */
const tellsOfEmpty: readonly string[] = ['destination set', 'config set'];

/**
 * A script's variable that is not set gives an empty value, which would be the folder of the caller, or a filter of nothing.
 * Problem: `usage`; null where every value has at least one character.
 *
 * @param words those of the command, such as `destination set`
 */
export function emptyValue(command: Command, words: string): Problem | null {
  const option = emptyOption(command);
  if (option !== null) return problem('usage', { subject: option, detail: 'The value is empty.' });
  const at = tellsOfEmpty.includes(words) ? -1 : command.args.indexOf('');
  if (at < 0) return null;
  const name = command.registeredArguments[Math.min(at, command.registeredArguments.length - 1)]?.name();
  return problem('usage', { detail: `The ${name ?? 'argument'} is empty.` });
}

function emptyOption(command: Command): string | null {
  const empty = command.options.find((option) => {
    const name = option.attributeName();
    const value: unknown = command.getOptionValue(name);
    const isEmpty = value === '' || (Array.isArray(value) && value.includes(''));
    return isEmpty && command.getOptionValueSource(name) === 'cli';
  });
  if (empty !== undefined) return empty.long ?? empty.flags;
  return command.parent === null ? null : emptyOption(command.parent);
}
