import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFlags } from '../../smoke/flags.ts';
import { scriptsOf, stepsOf, workflow, workflows } from './workflows.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

/**
 * Who runs each script that a workflow calls, from inside a project. What a script would download there (Electron, the
 * tools of the installers) has a stand-in here, so none is left to the workflows alone.
 */
const scriptTests: Readonly<Record<string, string>> = {
  build: 'test/integration/packaging/command-line.long.test.ts',
  package: 'test/integration/packaging/packaged-app.ts',
  installers: 'test/integration/packaging/installers.long.test.ts',
  'package:cli': 'test/integration/packaging/command-line.long.test.ts',
};

/** Every call of `npm run` in these texts. */
function npmScriptsIn(text: string): readonly string[] {
  return [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].flatMap(([, script]) => script ?? []);
}

describe.each(workflows)('the workflow $file', ({ text, permissions, ...rest }) => {
  const steps = stepsOf(rest);

  test('takes only actions of GitHub itself, each at a major version, and its own workflows', () => {
    const used = [...text.matchAll(/uses: (\S+)/g)].flatMap(([, action]) => action ?? []);
    expect(used).not.toEqual([]);
    for (const action of used) {
      if (action.startsWith('./')) expect(existsSync(join(project, action)), action).toBe(true);
      else expect(action).toMatch(/^actions\/[a-z-]+@v\d+$/);
    }
  });

  test('may only read, unless a job asks for more', () => {
    expect(permissions).toEqual({ contents: 'read' });
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });

  test('names scripts that exist', () => {
    const scripts = npmScriptsIn(text);
    const files = [...text.matchAll(/\bnode ((?:build|test)\/\S+)/g)].flatMap(([, file]) => file ?? []);
    for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
    for (const file of files) expect(() => readFileSync(join(project, file))).not.toThrow();
    const called = [...text.matchAll(/^ +- run: (\.\S+)$/gm)].flatMap(([, file]) => file ?? []);
    for (const file of called) expect(existsSync(join(project, file)), file).toBe(true);
    const calls = Object.values(rest.jobs).flatMap(({ uses }) => uses ?? []);
    expect(scripts.length + files.length + called.length + calls.length).toBeGreaterThan(0);
  });

  test('calls no script that no test runs from inside a project', () => {
    for (const script of npmScriptsIn(text)) {
      const test = readFileSync(join(project, scriptTests[script] ?? `no test of ${script}`), 'utf8');
      expect(test).toContain('npmRun(');
      expect(test).toContain(`'${script}'`);
    }
  });

  test('has scripts that the shell can read', () => {
    for (const script of scriptsOf(steps, 'bash')) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect(status, `${script}\n${stderr}`).toBe(0);
    }
  });

  test('keeps what it has made, also when a step fails', () => {
    const uploads = steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    // The assets of a release are made in one step, of what is kept already.
    for (const upload of uploads) if (upload.with['name'] !== 'release') expect(upload.if).toBe('always()');
  });
});

describe('what a pull request runs', () => {
  const forEverybody = workflows.filter(({ on }) => 'pull_request' in on);

  test('is one workflow, which has no secret, hands none over, and may only read', () => {
    expect(forEverybody.map(({ file }) => file)).toEqual(['ci.yml']);
    for (const { text, jobs } of forEverybody) {
      expect(text).not.toMatch(/secrets\.|GITHUB_TOKEN|: write/);
      for (const job of Object.values(jobs)) expect(job).not.toHaveProperty('secrets');
    }
  });

  test('calls the packaging, which does without any secret and may only read', () => {
    const { text, on } = workflow('package.yml');
    expect(Object.keys(on)).toEqual(['workflow_call']);
    expect(text).not.toMatch(/GITHUB_TOKEN|github\.token|: write|required: true/);
  });
});

describe('a release', () => {
  const { on, jobs } = workflow('release.yml');

  test('is made for the tag of a version alone, after the tests and from every package', () => {
    expect(on).toEqual({ push: { tags: ['v*'] } });
    expect(jobs['test']?.steps.map(({ run }) => run)).toContain('.ci/run');
    expect(jobs['package']).toMatchObject({ needs: 'version', uses: './.github/workflows/package.yml' });
    expect(jobs['assemble']?.needs).toEqual(['test', 'package']);
    expect(jobs['draft']?.needs).toBe('assemble');
  });

  test('is written by one job, which runs nothing of the project and makes a draft', () => {
    const writing = Object.entries(jobs).filter(([, { permissions }]) => permissions !== undefined);
    expect(writing.map(([name, { permissions }]) => [name, permissions])).toEqual([['draft', { contents: 'write' }]]);
    const steps = writing.flatMap(([, job]) => job.steps);
    expect(steps.flatMap(({ uses }) => uses ?? [])).toEqual([expect.stringMatching(/^actions\/download-artifact@/)]);
    const [script, ...others] = steps.flatMap(({ run }) => run ?? []);
    expect(others).toEqual([]);
    expect(script).toMatch(/^gh release create "\$TAG" --draft --verify-tag .* release\/\*\s*$/s);
    expect(script).not.toMatch(/\b(node|npm|npx)\b/);
  });

  test('hands exactly the secrets over that the packaging asks for, and names them nowhere else', () => {
    const asked = Object(workflow('package.yml').on['workflow_call']).secrets;
    expect(Object.keys(Object(jobs['package']?.secrets)).toSorted()).toEqual(Object.keys(asked).toSorted());
    for (const [name, job] of Object.entries(jobs)) {
      if (name !== 'package') expect(JSON.stringify(job)).not.toContain('secrets.');
    }
  });
});

describe('every machine that packages', () => {
  const steps = stepsOf(workflow('package.yml'));
  const machines: readonly { readonly name: string; readonly desktop: boolean }[] = Object(
    workflow('package.yml').jobs['package']?.strategy?.matrix['include'],
  );
  const smokes = [...scriptsOf(steps, 'bash'), ...scriptsOf(steps, 'pwsh')].flatMap((script) =>
    [...script.matchAll(/node test\/smoke\/main\.ts(.*)$/gm)].map(([, words = '']) => words.trim().split(/\s+/)),
  );

  test('is one that a release is wanted for', () => {
    const names = machines.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['linux-arm64', 'linux-x64', 'macos-arm64', 'macos-x64', 'windows-x64']);
  });

  test('calls the smoke test by flags that it has', () => {
    expect(smokes.length).toBeGreaterThanOrEqual(7);
    for (const words of smokes)
      expect(() => readFlags(words.filter((word) => word !== '')), words.join(' ')).not.toThrow();
  });

  test('shows what only the real program can show', () => {
    const words = smokes.map((one) => one.join(' '));
    const shown = [
      /--secrets keychain -- --ozone-platform=x11/,
      /--ozone-platform=wayland/,
      /--program \/usr\/bin\/afterimage-desktop/,
      /--program \S+\.AppImage/,
      /--program "\$folder\\Afterimage\.exe"/,
      /--program "\$app\/Contents\/MacOS\/Afterimage"/,
    ];
    for (const one of shown)
      expect(
        words.some((call) => one.test(call)),
        String(one),
      ).toBe(true);
    const text = steps.map(({ run }) => run ?? '').join('\n');
    // Nothing but the AppImage may run without the sandbox, and both are tried out with the restriction on.
    expect(words.filter((call) => call.includes('--any-sandbox'))).toEqual([expect.stringContaining('.AppImage')]);
    const restricted = text.indexOf('apparmor_restrict_unprivileged_userns=1');
    for (const program of ['/usr/bin/afterimage-desktop', 'dist/installers/*.AppImage']) {
      expect(text.indexOf(program)).toBeGreaterThan(restricted);
    }
    expect(text).toContain('codesign --verify --deep --strict');
    expect(text).toContain("-ArgumentList '/S'");
  });
});
