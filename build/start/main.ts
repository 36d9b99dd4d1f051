/**
 * `npm start`: builds the app and starts it on Electron. `npm start -- --demo` gives it a simulated Google and a
 * profile of its own. Other words go to the app.
 */
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simulatorProcess } from '../../test/demo/simulator-process.ts';
import { buildBundles } from '../bundling/bundles.ts';
import { demoArguments, readStartRequest } from './arguments.ts';
import { electronMissingText, findElectron, installElectron } from './electron-program.ts';
import { sandboxHelperText, systemFiles, unfitSandboxHelper } from './linux-sandbox.ts';

const project = join(import.meta.dirname, '..', '..');
const electronPackage = join(project, 'node_modules', 'electron');

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Runs the app until it ends; resolves to its exit code. */
function runApp(program: string, args: readonly string[]): Promise<number> {
  // A terminal inside an Electron app hands this variable down; it would turn Electron into a Node.
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [project, ...args], { stdio: 'inherit', env: environment });
    // Ctrl-C reaches the app too, and it ends in an orderly way; this process waits for it.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function runDemo(program: string, forApp: readonly string[]): Promise<number> {
  const folder = join(project, '.demo');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const google = await simulatorProcess(['--items', '600', '--albums', '15', '--seed', '7', '--auto-consent']);
  const place = { profile: join(folder, 'profile'), tokens: join(folder, 'tokens.json') };
  say(`A simulated Google with 600 photos in 15 albums runs at ${google.url}; nothing leaves this machine.`);
  say(`Its client file, for the step "client ID" of the set-up: ${google.clientFile}`);
  try {
    return await runApp(program, [...demoArguments(google.url, place), ...forApp]);
  } finally {
    await google.stop();
  }
}

async function main(): Promise<number> {
  const { demo, forApp } = readStartRequest(process.argv.slice(2));
  const electron = await findElectron({ package: electronPackage, environment: process.env }, () => {
    say('Fetching the program of Electron (about 110 MB, once) …');
    return installElectron(electronPackage);
  });
  if (electron.kind === 'missing') {
    process.stderr.write(electronMissingText(electron.reason));
    return 1;
  }
  const { platform, env: environment } = process;
  const helper = await unfitSandboxHelper({
    ...{ platform, environment, program: electron.path, args: forApp, files: systemFiles },
  });
  if (helper !== null) {
    process.stderr.write(sandboxHelperText(helper));
    return 1;
  }
  await buildBundles(project, 'warn');
  return demo ? runDemo(electron.path, forApp) : runApp(electron.path, forApp);
}

process.exitCode = await main();
