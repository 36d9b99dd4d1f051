import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Electron's program on this machine, or why it cannot be had. */
export type ElectronProgram =
  | { readonly kind: 'here'; readonly path: string }
  | { readonly kind: 'missing'; readonly reason: string };

/** What the search looks at. */
export interface ElectronPlace {
  /** Absolute folder of the npm package `electron`. */
  readonly package: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Finds the program as the package itself does (its index.js): in its folder dist/, or where
 * ELECTRON_OVERRIDE_DIST_PATH says; when it is not there, `fetch` is called once.
 */
export async function findElectron(
  place: ElectronPlace,
  fetch: () => Promise<{ readonly ok: boolean; readonly output: string }>,
): Promise<ElectronProgram> {
  const before = await installed(place);
  if (before !== null) return { kind: 'here', path: before };
  const { ok, output } = await fetch();
  const after = ok ? await installed(place) : null;
  if (after !== null) return { kind: 'here', path: after };
  const reason = output.split('\n').find((line) => /error:/i.test(line)) ?? output.split('\n')[0] ?? '';
  return { kind: 'missing', reason: reason.trim() || 'the download brought nothing' };
}

async function installed({ package: folder, environment }: ElectronPlace): Promise<string | null> {
  const named = join(folder, 'path.txt');
  const program = existsSync(named) ? (await readFile(named, 'utf8')).trim() : null;
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (override === '' && program === null) return null;
  const path = join(override === '' ? join(folder, 'dist') : override, program ?? 'electron');
  return existsSync(path) ? path : null;
}

/** Runs the package's own `install-electron`, which downloads about 110 MB once and checks them. */
export function installElectron(folder: string): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** What a person reads when there is no Electron. */
export function electronMissingText(reason: string): string {
  return `The window of Afterimage needs the program of Electron, which could not be fetched (${reason}).

Ways out:
  connect this machine to the internet, or set ELECTRON_MIRROR to a mirror, and run: npx install-electron
  have it already?  ELECTRON_OVERRIDE_DIST_PATH=/folder/of/electron npm start
  do without it:    npm run demo, or npm run -s afterimage -- --help (the command line needs no Electron)
`;
}
