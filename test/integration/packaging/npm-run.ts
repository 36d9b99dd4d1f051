import { spawn } from 'node:child_process';

/** How a script ended. */
export interface EndedScript {
  readonly code: number | null;
  readonly stdout: string;
  /** Everything that it wrote, for a failed expectation. */
  readonly output: string;
}

/**
 * Runs `npm run <script>` inside the folder `project`, as people and workflows call it, with nothing but `environment`
 * besides PATH and a home of its own.
 */
export function npmRun(
  project: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<EndedScript> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The build and npm's log go into the project's copy, which is removed.
      env: { PATH: process.env['PATH'] ?? '', HOME: project, CI: '1', ...environment },
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
