import { optionVariables } from '../global-options.ts';
import { examplesOf, exitCodeList } from '../help-texts.ts';
import type { CommandDefinition, OptionDefinition } from './definition.ts';

/** The manual page, in the language of man(7). */
export function manualPage(commands: readonly CommandDefinition[], version: string, date: string): string {
  const [program, ...others] = commands;
  const leaves = others.filter(({ members }) => members.length === 0);
  return [
    `.TH AFTERIMAGE 1 "${date}" "Afterimage ${version}" "User Commands"`,
    '.SH NAME',
    'afterimage \\- keep a complete, verifiable copy of your Google Photos',
    '.SH SYNOPSIS',
    '.B afterimage',
    '.RI [ options ]',
    '.I command',
    '.RI [ arguments ]',
    '.SH DESCRIPTION',
    ...paragraph(program?.description ?? ''),
    'Every command also shows its help with',
    '.BR \\-\\-help .',
    '.SH OPTIONS',
    ...(program?.options ?? []).flatMap(optionLines),
    '.SH COMMANDS',
    ...leaves.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...exitCodeList().flatMap(([code, meaning]) => ['.TP', `.B ${code}`, ...paragraph(meaning)]),
    '.SH ENVIRONMENT',
    '.TP',
    `.BR ${Object.values(optionVariables).join(' ", " ')}`,
    'Stand for the options of these names and for',
    '.BR \\-\\-log\\-file ,',
    'which go before them.',
    '.TP',
    '.B NO_COLOR',
    'No colours, whatever it is set to.',
    '.SH EXAMPLES',
    '.nf',
    ...examplesOf([]).map(escaped),
    '.fi',
    '',
  ].join('\n');
}

function commandLines({ words, usage, description, options }: CommandDefinition): readonly string[] {
  const name = words.join(' ');
  return [
    `.SS "${escaped(`${name} ${usage}`.trim()).replaceAll('"', '\\(dq')}"`,
    ...paragraph(sentence(description)),
    ...options.flatMap(optionLines),
    ...examplesOf(words).flatMap((line) => ['.PP', '.nf', `  ${escaped(line)}`, '.fi']),
  ];
}

function optionLines({ usage, description }: OptionDefinition): readonly string[] {
  return ['.TP', `.B ${escaped(usage)}`, ...paragraph(sentence(description))];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
}

/** Lines of the page's source have less than 80 characters. */
function paragraph(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (escaped(`${line} ${word}`).length < 76) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map(escaped);
}

/** Backslashes and hyphens mean something to man, and so does what a line begins with. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replace(/^([.'])/u, '\\&$1');
}
