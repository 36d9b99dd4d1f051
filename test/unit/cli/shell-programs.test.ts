import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { afterimageHere } from '../../support/command-line-here.ts';
import { whyWithout } from '../../support/extras.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

async function printed(...args: readonly string[]): Promise<string> {
  const data = await temporaryFolder();
  const ended = await afterimageHere(args, { globals: ['--data-dir', data] });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return ended.stdout;
}

async function scriptOf(shell: string): Promise<string> {
  const file = join(await temporaryFolder(), `completion.${shell}`);
  await writeFile(file, await printed('completion', shell));
  return file;
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { env: testEnvironment(), encoding: 'utf8' });
}

const skip = whyWithout('shells') !== null;

describe('with the shells of this machine', { tags: ['shells'], skip }, () => {
  test('bash completes commands, their members, their options and values', async () => {
    const file = await scriptOf('bash');
    const complete = (...words: readonly string[]): readonly string[] => {
      const line = words.map((word) => `'${word}'`).join(' ');
      const program = 'afterimage() { echo "$*" one two | tr " " "\\n"; }';
      const body = `source '${file}'; ${program}; COMP_WORDS=(afterimage ${line}); COMP_CWORD=${words.length}; _afterimage; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return run('bash', ['--norc', '-c', body]).trim().split('\n');
    };
    expect(complete('desti')).toEqual(['destination']);
    expect(complete('destination', 's')).toEqual(['set', 'show']);
    expect(complete('backup', '--dry')).toEqual(['--dry-run']);
    expect(complete('--quiet', 'config', 'g')).toEqual(['get']);
    expect(complete('items', 'list', '--state', 'st')).toEqual(['stored']);
    expect(complete('completion', 'f')).toEqual(['fish']);
    expect(complete('config', 'set', 'band')).toEqual(['bandwidth-limit']);
    expect(complete('help', '--qu')).toEqual(['--quiet']);
    // What only this computer knows is asked of the program.
    expect(complete('backup', '--account', '')).toEqual(['complete', 'accounts', 'one', 'two']);
    expect(complete('--profile', 'p')).toEqual(['profiles']);
  });

  test('zsh loads its script and knows who completes afterimage', async () => {
    const file = await scriptOf('zsh');
    const folder = await temporaryFolder();
    expect(await readFile(file, 'utf8')).toContain('(--profile) compadd -- ${(f)"$(afterimage complete profiles');
    const body = `autoload -Uz compinit && compinit -u -d '${folder}/dump' && source '${file}' && print -r -- $_comps[afterimage]`;
    expect(run('zsh', ['-f', '-c', body]).trim()).toBe('_afterimage');
    run('zsh', ['-n', file]);
  });

  test('fish completes commands with what they do', async () => {
    const file = await scriptOf('fish');
    const complete = (line: string): string =>
      run('fish', [
        '--no-config',
        '-c',
        `function afterimage; printf '%s\\n' $argv one two; end; source '${file}'; complete -C '${line}'`,
      ]);
    expect(complete('afterimage desti')).toBe('destination\tthe backup folder\n');
    expect(complete('afterimage config s')).toMatch(/^set\tchange one setting/);
    expect(complete('afterimage backup --dry')).toMatch(/^--dry-run\t/);
    expect(complete('afterimage items list --state st')).toMatch(/^stored\t.*\n$/);
    expect(complete('afterimage config get scr')).toMatch(/^scrub-days\b/);
    expect(complete('afterimage backup --account tw')).toMatch(/^two\t/);
  });

  test('the manual page has nothing that mandoc complains of', async () => {
    const file = join(await temporaryFolder(), 'afterimage.1');
    await writeFile(file, await printed('man'));
    // Exits with 1 and more for a warning, an error, or a matter of style.
    expect(run('mandoc', ['-Tlint', '-Wstyle', file])).toBe('');
    expect(run('mandoc', ['-Tutf8', file])).toContain('while another run');
  });
});

test('PowerShell and the manual have every command', async () => {
  const script = await printed('completion', 'powershell');
  const manual = await printed('man');
  for (const words of ['config set', 'verify', 'items download']) {
    expect(script).toContain(`'${words}' = @(`);
    expect(manual).toContain(`.SS "${words.replaceAll('-', '\\-')}`);
  }
  expect(manual).toContain('another run is using the folder, or a restore or daemon runs');
});

test('with --json scripts and the manual are records', async () => {
  const script = await printed('completion', 'bash');
  const records = [
    JSON.parse(await printed('completion', 'bash', '--json')),
    JSON.parse(await printed('man', '--json')),
  ];
  expect(records).toEqual([
    { event: 'completion', shell: 'bash', script: script.trimEnd() },
    { event: 'manual', page: expect.stringContaining('.SS') },
  ]);
});

test('a shell that there is no script for is named', async () => {
  const ended = await afterimageHere(['completion', 'tcsh'], { globals: [] });
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('Allowed choices are bash, zsh, fish, powershell.');
});
