/**
 * `npm run check`: types, lint, layers, dead code. Prints a line a check, the output of those that fail, and exits
 * with 1 when any did.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
}

/** One TypeScript project a layer: each sees only the globals that exist where it runs. */
const typeProjects = [
  'tsconfig.json',
  'electron/contract/tsconfig.json',
  'electron/main/tsconfig.json',
  'electron/preload/tsconfig.json',
  'renderer/tsconfig.json',
  'test/electron-standin/tsconfig.json',
  'test/e2e/tsconfig.json',
].filter((project) => existsSync(project));

type Check = readonly [name: string, command: string, ...args: string[]];

/**
 * TypeScript 7 is a Go program: it grows to a gigabyte and ends. Collecting its garbage less often spares a fourth of its
 * processor time.
 */
const fewCollections = { GOGC: '400' };

/**
 * TypeScript 7, by its path: 6, whose API other tools need, has a `tsc`, too. One checker, because each further one does a
 * part of the work again, and two checks run at once anyway.
 */
const typesCheck = ['node', 'node_modules/typescript-7/bin/tsc', '--checkers', '1'] as const;

/** What a project's files came to is kept beside what npm installs, so that only what has changed is gone through again. */
function typesOf(project: string): Check {
  const kept = `node_modules/.cache/types/${project.replaceAll('/', '-')}.tsbuildinfo`;
  return [`types ${project}`, ...typesCheck, '--incremental', '--tsBuildInfoFile', kept, '-p', project];
}

/** `err-long` prints the comment of each rule that was broken, which says what to do instead. */
export const layersCheck: Check = [
  'layers',
  'depcruise',
  '--output-type=err-long',
  ...['electron', 'renderer', 'test'].filter((folder) => existsSync(folder)),
];

const checks: readonly Check[] = [
  ...typeProjects.map(typesOf),
  ['lint', 'biome', 'ci', '--colors=off', '.'],
  layersCheck,
  ['dead code', 'knip', '--no-progress'],
];

function run(name: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<CheckResult> {
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${command}`, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...fewCollections, ...env },
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ name, passed: false, output: error.message }));
    child.on('close', (code) => resolve({ name, passed: code === 0, output }));
  });
}

/** Runs every check in the environment `env`, two at a time, and reports each as it ends. */
export async function runChecks(
  report: (result: CheckResult) => void,
  env: NodeJS.ProcessEnv,
): Promise<readonly CheckResult[]> {
  const waiting = [...checks];
  const results: CheckResult[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, command, ...args] = next;
      const result = await run(name, command, args, env);
      results.push(result);
      report(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

if (import.meta.main) {
  const results = await runChecks(({ name, passed, output }) => {
    process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name}\n${passed ? '' : `${output.trimEnd()}\n`}`);
  }, process.env);
  process.exitCode = results.every((result) => result.passed) ? 0 : 1;
}
