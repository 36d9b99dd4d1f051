import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { messageOf } from '../../base/message-of.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type ServicePlan, servicePlan } from '../service/service-manager.ts';
import type { Session } from '../session.ts';

interface ServiceFlags {
  readonly system?: boolean;
  readonly user?: string;
  readonly print?: boolean;
  readonly start: boolean;
}

interface ServiceDeps {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** `service install|status|uninstall`. */
export function addServiceCommands(program: Command, runner: CommandRunner, deps: ServiceDeps): void {
  const service = program
    .command('service')
    .description('keep the daemon running: with systemd, launchd, or the Task Scheduler of Windows');
  const member = (name: string, description: string): Command =>
    service
      .command(name)
      .description(description)
      .option('--system', 'of the whole system instead of your own (systemd; needs root)')
      .option('--user <name>', 'with --system: who it runs as; you, unless told');
  member('install', 'write the service and start it')
    .option('--print', 'only print what would be written')
    .option('--no-start', 'write it, and start nothing')
    .action((flags: ServiceFlags, command: Command) =>
      runner.run(command, (session) => install(session, flags, planOf(session, flags, deps))),
    );
  member('status', 'whether it runs').action((flags: ServiceFlags, command: Command) =>
    runner.run(command, (session) => showStatus(session, planOf(session, flags, deps))),
  );
  member('uninstall', 'stop the service and remove it').action((flags: ServiceFlags, command: Command) =>
    runner.run(command, (session) => uninstall(session, planOf(session, flags, deps))),
  );
}

function planOf({ options }: Session, flags: Partial<ServiceFlags>, deps: ServiceDeps): ServicePlan {
  const { dataDir, profile, google, timeScale } = options;
  // The program as it runs now: the packaged one, or Node with the sources.
  const [node, script = ''] = process.argv;
  const command = [
    ...[node ?? process.execPath, ...process.execArgv, resolve(script), 'daemon', '--data-dir', resolve(dataDir)],
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(google === undefined ? [] : ['--google', google]),
    ...(timeScale === undefined ? [] : ['--time-scale', timeScale]),
  ];
  const user = flags.system === true ? (flags.user ?? userInfo().username) : null;
  return servicePlan({ command, profile: profile ?? null, user }, { ...deps, dataFolder: dataDir });
}

async function install(session: Session, { print, start }: ServiceFlags, plan: ServicePlan): Promise<ExitCode> {
  const { terminal } = session;
  terminal.record({ event: 'service', file: plan.file, content: plan.content });
  if (print === true) {
    terminal.result(plan.content.replace('\ufeff', '').trimEnd());
    return exitCodes.complete;
  }
  const place = await session.destination();
  if (!place.ok) return endWith(session, place.problem);
  try {
    await mkdir(dirname(plan.file), { recursive: true });
    await writeFile(plan.file, plan.content, plan.encoding);
  } catch (thrown) {
    return endWith(session, problem('file-not-saved', { subject: plan.file, detail: messageOf(thrown) }));
  }
  terminal.result(`Written: ${plan.file}`);
  if (!start) return exitCodes.complete;
  for (const command of plan.install) if (!(await succeeds(session, command))) return exitCodes.problems;
  terminal.result(terminal.commands('The service is running. Next: afterimage service status'));
  return exitCodes.complete;
}

async function showStatus(session: Session, plan: ServicePlan): Promise<ExitCode> {
  const { terminal } = session;
  if (!existsSync(plan.file)) {
    terminal.record({ event: 'service-status', isInstalled: false, isRunning: false });
    terminal.result(terminal.commands('No service is installed. Next: afterimage service install'));
    return exitCodes.problems;
  }
  const { status, output } = await outputOf(plan.status);
  terminal.record({ event: 'service-status', isInstalled: true, isRunning: status === 0 });
  terminal.result(
    output.trimEnd() === '' ? `${plan.file} is there; ${plan.status.join(' ')} said nothing.` : output.trimEnd(),
  );
  return status === 0 ? exitCodes.complete : exitCodes.problems;
}

async function uninstall(session: Session, plan: ServicePlan): Promise<ExitCode> {
  const { terminal } = session;
  if (!existsSync(plan.file)) {
    terminal.result('No service is installed.');
    return exitCodes.complete;
  }
  const removed = await removeService(session, plan);
  if (!removed.ok) return endWith(session, removed.problem);
  terminal.result(`Removed: ${plan.file}. The backup and the settings stay.`);
  return exitCodes.complete;
}

/** Stops a service and removes it. Problem: `file-not-saved`. */
export async function removeService(session: Pick<Session, 'terminal'>, plan: ServicePlan): Promise<Result<void>> {
  // What cannot be stopped, because it does not run, is removed all the same.
  for (const command of plan.uninstall) await succeeds(session, command);
  try {
    await rm(plan.file, { force: true });
    return ok(undefined);
  } catch (thrown) {
    return failed(problem('file-not-saved', { subject: plan.file, detail: messageOf(thrown) }));
  }
}

/** Runs a program of the system; how it failed is said, where there is a terminal for it. */
export async function succeeds(
  { terminal }: { readonly terminal: Pick<Session['terminal'], 'note'> | null },
  command: readonly string[],
): Promise<boolean> {
  const { status, output } = await outputOf(command);
  if (status === 0) return true;
  terminal?.note(`${command.join(' ')} ended with ${status}: ${output.trim()}`);
  return false;
}

/** A program's end and all that it said; 127 when there is none. */
async function outputOf([program = '', ...args]: readonly string[]): Promise<{
  readonly status: number;
  readonly output: string;
}> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  try {
    const [status] = await once(child, 'close');
    return { status: typeof status === 'number' ? status : 1, output };
  } catch (thrown) {
    return { status: 127, output: messageOf(thrown) };
  }
}
