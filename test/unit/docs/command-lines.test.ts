/** Flags, commands, exit codes and states that the documentation lists are those that the programs have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { configKeys } from '../../../electron/cli/config-keys.ts';
import { exitCodes } from '../../../electron/cli/exit-codes.ts';
import { exitCodeList } from '../../../electron/cli/help-texts.ts';
import { runCommandLine } from '../../../electron/cli/program.ts';
import { entryStates } from '../../../electron/contract/takeout-models.ts';
import { documentAt, documents, project, tableUnder } from './documents.ts';

const page = documentAt('docs/COMMAND-LINE.md');
/** What tells people to type something. */
const guides = documents.filter(({ path }) => path === 'README.md' || path.startsWith('docs/'));

async function helpOf(command: readonly string[]): Promise<string> {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  await runCommandLine([...command, '--help'], {
    streams: { out: stream, err: stream },
    environment: {},
    platform: 'linux',
    developmentBuild: true,
    version: '1.0.0',
    signal: new AbortController().signal,
  });
  return text;
}

const flagsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w-])--[a-z][\w-]*/g)].map(([flag]) => flag);
/** The options of a help text; its descriptions name others, too. */
const optionsIn = (help: string): readonly string[] => flagsIn([...help.matchAll(/^ {2}-.*? {2}/gm)].join('\n'));
const commandsIn = (help: string): readonly string[] => {
  const [, list = ''] = /^(?:[A-Z][a-z-]* c|C)ommands:\n(.*)/ms.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
};

/** The commands of the page's table, a word each: `client set FILE|-` · `show` is `client set` and `client show`. */
function commandsUnder(
  heading: string,
): readonly { readonly words: readonly string[]; readonly flags: readonly string[] }[] {
  return tableUnder(page, heading)
    .filter(([first = '']) => first.startsWith('`') && /[a-z]/.test(first))
    .flatMap(([first = '']) => {
      let group = '';
      return [...first.matchAll(/`([^`]+)`/g)].map(([, code = '']) => {
        const names = code.split(' ').filter((part) => /^[a-z][a-z-]*$/.test(part));
        const isMember = names.length === 1 && group !== '';
        if (names.length > 1) group = names[0] ?? '';
        return { words: isMember ? [group, ...names] : names, flags: flagsIn(code) };
      });
    });
}

describe('docs/COMMAND-LINE.md', () => {
  const commands = commandsUnder('Command line');

  test.each([...commands, ...commandsUnder('Limits and filters')])(
    '$words has these flags $flags',
    async ({ words, flags }) => {
      const help = await helpOf(words);
      expect(help).toMatch(new RegExp(`^Usage: afterimage ${words.join(' ')}\\b`));
      expect(optionsIn(help)).toEqual(expect.arrayContaining([...flags]));
    },
  );

  test('is all of it', async () => {
    const all = (
      await Promise.all(
        commandsIn(await helpOf([])).map(async (name) => {
          const members = commandsIn(await helpOf([name]));
          return members.length === 0 ? [name] : members.map((member) => `${name} ${member}`);
        }),
      )
    ).flat();
    expect(all.length).toBeGreaterThan(15);
    expect(commands.map(({ words }) => words.join(' ')).toSorted()).toEqual(all.toSorted());
  });

  test('names every global option, and no other', async () => {
    const [, sentence = ''] = /^Global options: (.*?)\n\n/ms.exec(page.text) ?? [];
    const ofProgram = optionsIn(await helpOf([])).filter((flag) => !['--version', '--help'].includes(flag));
    expect(new Set(flagsIn(sentence))).toEqual(new Set(ofProgram));
  });

  test.each(guides)('$path calls it only by commands and flags that it has', async ({ path, text }) => {
    const calls = [...text.matchAll(/afterimage (?:-- )?((?:[a-z][a-z-]+|--[a-z-]+)(?: [^\n`#]*)?)/g)].map(
      ([, call = '']) => call.split(' '),
    );
    const help = await helpOf([]);
    const top = commandsIn(help);
    const called = calls.filter(([first = '']) => top.includes(first));
    if (path === 'README.md') expect(called.length).toBeGreaterThan(15);
    for (const call of called) {
      const names = call.slice(0, 2).filter((part, index) => index === 0 || /^[a-z]+$/.test(part));
      const options = optionsIn(`${help}${await helpOf(names)}`);
      expect(options, call.join(' ')).toEqual(expect.arrayContaining([...flagsIn(call.join(' '))]));
    }
  });

  test('tells every exit code, in the words of the program', () => {
    const told = [...page.text.matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, code, words]) => [Number(code), words]);
    expect(told).toEqual(exitCodeList().toSorted(([one], [other]) => one - other));
    expect(told.map(([code]) => code)).toEqual(Object.values(exitCodes).toSorted((one, other) => one - other));
  });

  test('tells every setting, in the words of the program', () => {
    const told = tableUnder(page, 'Settings').slice(-configKeys.length);
    expect(told.map(([name, about]) => [name, about])).toEqual(
      configKeys.map(({ name, about }) => [`\`${name}\``, about]),
    );
  });

  test('tells every state of an entry', () => {
    const [, sentence = ''] = /parts ended in each state \((.*?)\)/s.exec(page.text) ?? [];
    const told = [...sentence.matchAll(/`([\w-]+)`/g)].map(([, state = '']) => state);
    expect(told.toSorted()).toEqual([...entryStates].toSorted());
  });
});

test.each([
  ['test/simulator/README.md', 'Flags', 'test/simulator/main.ts'],
  ['test/simulator/takeout/README.md', 'Exports as Google Takeout writes them', 'test/simulator/takeout/main.ts'],
] as const)('%s lists the flags of its program', (page, heading, program) => {
  const source = readFileSync(join(project, program), 'utf8');
  const declared = [...source.matchAll(/(?:[oO]ption)\(\s*'(--[\w-]+)/g)].map(([, flag = '']) => flag);
  const listed = tableUnder(documentAt(page), heading).flatMap(([flags = '']) => flagsIn(flags));
  expect(declared.length).toBeGreaterThan(10);
  expect(listed.toSorted()).toEqual(declared.toSorted());
});

test('test/electron-standin/README.md lists every name that STANDIN_HARSH takes', () => {
  const source = readFileSync(join(project, 'test/electron-standin/core/harshness.ts'), 'utf8');
  const [, list = ''] = /const harshnesses = \[(.*?)\] as const/s.exec(source) ?? [];
  const names = [...list.matchAll(/^ {2}'([\w-]+)',$/gm)].map(([, name = '']) => name);
  const table = tableUnder(documentAt('test/electron-standin/README.md'), 'Use').map(([first = '']) => first);
  expect(names.length).toBeGreaterThan(4);
  const listed = table.filter((cell) => /^`[a-z-]+`$/.test(cell)).map((cell) => cell.slice(1, -1));
  expect(listed.toSorted()).toEqual(names.toSorted());
});
