import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { makeFolders } from '../../base/make-folders.ts';
import { messageOf } from '../../base/message-of.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { noHome } from '../data-folder.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { daemonCommand, daemonVariables } from '../service/daemon-command.ts';
import { type ServicePlan, servicePlan } from '../service/service-manager.ts';
import { isOutOfReach, outputOf, refusal, succeeds } from '../service/system-program.ts';
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
  const run = (
    flags: ServiceFlags,
    command: Command,
    work: (session: Session, plan: ServicePlan) => Promise<ExitCode>,
  ) =>
    runner.run(command, async (session) => {
      const plan = planOf(session, flags, deps);
      return plan.ok ? work(session, plan.value) : endWith(session, plan.problem);
    });
  member('install', 'write the service and start it, with the options and variables of this command')
    .option('--print', 'only print what would be written')
    .option('--no-start', 'write it, and start nothing')
    .action((flags: ServiceFlags, command: Command) =>
      run(flags, command, (session, plan) => install(session, flags, plan)),
    );
  member('status', 'whether it runs').action((flags: ServiceFlags, command: Command) =>
    run(flags, command, showStatus),
  );
  member('uninstall', 'stop the service and remove it').action((flags: ServiceFlags, command: Command) =>
    run(flags, command, uninstall),
  );
}

/** What `--user` takes: it becomes a line of a file that root's systemd reads. */
const userName = /^[\p{L}_][\p{L}\p{N}_.@-]*$/u;

/** Problem: `usage`. */
function planOf({ options }: Session, { system, user }: Partial<ServiceFlags>, deps: ServiceDeps): Result<ServicePlan> {
  const refused = (subject: string, detail: string) => failed(problem('usage', { subject, detail }));
  if (system === true && deps.platform !== 'linux') return refused('--system', 'Only systemd has it, on Linux.');
  if (user !== undefined && system !== true) return refused('--user', 'It goes with --system.');
  if (user !== undefined && !userName.test(user)) return refused('--user', `"${user}" is no name of a user.`);
  // The program as it runs now: the packaged one, or Node with the sources.
  const [node, script = ''] = process.argv;
  const command = daemonCommand([node ?? process.execPath, ...process.execArgv, resolve(script)], options);
  const request = {
    command,
    profile: options.profile ?? null,
    user: system === true ? (user ?? userInfo().username) : null,
    variables: daemonVariables(deps.environment),
  };
  const plan = servicePlan(request, { ...deps, dataFolder: options.dataDir });
  return plan === null ? failed(noHome(deps.environment)) : ok(plan);
}

async function install(session: Session, { print, start }: ServiceFlags, plan: ServicePlan): Promise<ExitCode> {
  const { terminal } = session;
  terminal.record({ event: 'service', file: plan.file, content: plan.content });
  if (print === true) {
    terminal.result(plan.content.replace('\ufeff', '').trimEnd());
    return exitCodes.complete;
  }
  const places = await session.places(undefined);
  if (!places.ok) return endWith(session, places.problem);
  try {
    await makeFolders(dirname(plan.file));
    // The address of a proxy may hold a password. Only a file that is made gets the mode.
    await rm(plan.file, { force: true });
    await writeFile(plan.file, plan.content, { encoding: plan.encoding, mode: 0o600 });
  } catch (thrown) {
    return endWith(session, problem('file-not-saved', { subject: plan.file, detail: messageOf(thrown) }));
  }
  terminal.result(`Written: ${plan.file}`);
  if (!start) return exitCodes.complete;
  for (const command of plan.install) {
    const ended = await outputOf(command, session.environment);
    if (ended.status !== 0) return endWith(session, refusal(command, ended));
  }
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
  const ended = await outputOf(plan.status, session.environment);
  const { status, output } = ended;
  if (isOutOfReach(ended)) return endWith(session, refusal(plan.status, ended));
  terminal.record({ event: 'service-status', isInstalled: true, isRunning: status === 0 });
  terminal.result(
    output.trimEnd() === '' ? `${plan.file} is there; ${plan.status.join(' ')} said nothing.` : output.trimEnd(),
  );
  return status === 0 ? exitCodes.complete : exitCodes.problems;
}

async function uninstall(session: Session, plan: ServicePlan): Promise<ExitCode> {
  const { terminal } = session;
  if (!existsSync(plan.file)) {
    terminal.record({ event: 'service-uninstalled', wasInstalled: false });
    terminal.result('No service is installed.');
    return exitCodes.complete;
  }
  const removed = await removeService(session, plan);
  if (!removed.ok) return endWith(session, removed.problem);
  terminal.record({ event: 'service-uninstalled', wasInstalled: true, file: plan.file });
  terminal.result(`Removed: ${plan.file}. The backup and the settings stay.`);
  return exitCodes.complete;
}

/** Stops a service and removes it. Problem: `file-not-saved`. */
export async function removeService(
  session: Pick<Session, 'terminal' | 'environment'>,
  plan: ServicePlan,
): Promise<Result<void>> {
  // What cannot be stopped, because it does not run, is removed all the same.
  for (const command of plan.uninstall) await succeeds(session, command);
  try {
    for (const file of [...(plan.links ?? []), plan.file]) await rm(file, { force: true });
    return ok(undefined);
  } catch (thrown) {
    return failed(problem('file-not-saved', { subject: plan.file, detail: messageOf(thrown) }));
  }
}
