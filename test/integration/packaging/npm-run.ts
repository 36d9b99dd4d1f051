import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({ scripts: z.record(z.string(), z.string()) });

/** What a script is called with. */
export interface ScriptOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** What stands behind the `--`. */
  readonly args?: readonly string[];
}

/** How a script ended. */
export interface EndedScript {
  readonly code: number | null;
  readonly stdout: string;
  /** Everything that it wrote, for a failed expectation. */
  readonly output: string;
}

/**
 * Runs `npm run <script>` inside the folder `project` as npm does it: the manifest's line, by the shell, with the
 * project's own programs first. npm itself is not called, because it need not be on the path of a test. The script sees
 * nothing of the caller's environment.
 */
export async function npmRun(
  project: string,
  script: string,
  { environment = {}, args = [] }: ScriptOptions = {},
): Promise<EndedScript> {
  const { scripts } = manifestSchema.parse(JSON.parse(await readFile(join(project, 'package.json'), 'utf8')));
  const line = scripts[script];
  if (line === undefined) throw new Error(`The project has no script ${script}`);
  // Forge packages in a temporary folder of a fixed name, which two tests at a time would share.
  const temporary = join(project, 'tmp');
  await mkdir(temporary, { recursive: true });
  const path = [join(project, 'node_modules', '.bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', `${line} "$@"`, script, ...args], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      // What programs keep in a home goes into the project's copy, which is removed.
      env: { PATH: path, HOME: project, TMPDIR: temporary, LANG: 'C.UTF-8', CI: '1', ...environment },
    });
    let stdout = '';
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, output }));
  });
}
