import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { optionVariables } from './global-options.ts';

/** What each exit code means; for help, manual and README alike. */
const exitCodeWords: Readonly<Record<keyof typeof exitCodes, string>> = {
  complete: 'complete',
  usage: 'the command was not understood, or what it names is not there',
  problems: 'finished, but with problems',
  signInNeeded: 'sign-in needed',
  waitingForQuota: "stopped by Google's limits",
  destination: 'the backup folder is missing, foreign, read-only or full',
  locked: 'another run is using the folder, or a restore or daemon runs',
  interrupted: 'interrupted; run it again and it goes on',
};

/** Command lines to begin with, by the words of the command. */
const examples: Readonly<Record<string, readonly string[]>> = {
  '': [
    'afterimage client set ~/Downloads/client_secret.json',
    'afterimage sign-in',
    'afterimage destination set /media/you/disk/Photos',
    'afterimage backup',
  ],
  backup: [
    'afterimage backup',
    'afterimage backup --dry-run --exclude "*.mp4"',
    'afterimage backup --quiet --wait-lock 1h --bwlimit 4M --min-free 20G',
  ],
  import: ['afterimage import ~/Downloads', 'afterimage import takeout-*.zip --dry-run'],
  pick: ['afterimage pick --album "Summer 2023"'],
  verify: ['afterimage verify', 'afterimage verify --subset 3/12', 'afterimage verify --repair'],
  'sign-in': ['afterimage sign-in', 'afterimage sign-in --no-browser'],
  'destination set': ['afterimage destination set /media/you/disk/Photos'],
  'config set': ['afterimage config set bandwidth-limit 4M', 'afterimage config set schedule "daily 03:00"'],
  reset: ['afterimage reset', 'afterimage reset --yes'],
  'items download': ['afterimage items download ID photo.jpg', 'afterimage items download ID - > photo.jpg'],
  'albums get': ['afterimage albums get "Trip to Rome"', 'afterimage albums get 12 --stored'],
  'drive fetch': ['afterimage drive fetch --watch'],
  completion: ['afterimage completion bash > ~/.local/share/bash-completion/completions/afterimage'],
  man: ['afterimage man > ~/.local/share/man/man1/afterimage.1'],
};

/** Puts examples and exit codes below the help of a command and of all below it. */
export function addHelpTexts(command: Command, words: readonly string[] = []): void {
  const variables = words.length === 0 ? `${variablesText()}\n\n` : '';
  // Who has mistyped an option of a command wants those of this command.
  const what = command.commands.length > 0 ? 'commands' : 'options';
  if (words.length > 0) command.showHelpAfterError(`(afterimage ${words.join(' ')} --help lists its ${what})`);
  command.addHelpText('after', () => `${examplesText(words)}\n${variables}${exitCodeText()}`);
  for (const member of command.commands) addHelpTexts(member, [...words, member.name()]);
}

/** The examples of a command; empty for most. */
export function examplesOf(words: readonly string[]): readonly string[] {
  return examples[words.join(' ')] ?? [];
}

function examplesText(words: readonly string[]): string {
  const lines = examplesOf(words).map((line) => `\n  $ ${line}`);
  return lines.length === 0 ? '' : `\nExamples:${lines.join('')}\n`;
}

function variablesText(): string {
  const options = Object.entries(optionVariables).map(([option, variable]) => {
    const flag = `--${option.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
    return `  ${variable.padEnd(24)} ${flag}`;
  });
  return ['Variables, which options go before:', ...options].join('\n');
}

function exitCodeText(): string {
  return `Exit codes:\n${exitCodeList()
    .map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`)
    .join('\n')}`;
}

/** Every exit code with its meaning, in order. */
export function exitCodeList(): readonly (readonly [code: number, meaning: string])[] {
  return Object.entries(exitCodes).map(([name, code]) => {
    const meaning = Object.entries(exitCodeWords).find(([key]) => key === name)?.[1] ?? '';
    return [code, meaning] as const;
  });
}
