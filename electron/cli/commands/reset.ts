import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import type { Accounts } from '../../account/accounts.ts';
import { sleep } from '../../base/clock.ts';
import { saysFull } from '../../base/full-disk.ts';
import { messageOf } from '../../base/message-of.ts';
import { dataFolderProblem } from '../../contract/data-folder-problem.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { askLine } from '../ask.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { whenFree } from '../lock-wait.ts';
import { removeOwn } from '../reset/own-files.ts';
import { planReset, type ResetDeps, type ResetPlan, stillAtWork } from '../reset/reset-plan.ts';
import { succeeds } from '../service/system-program.ts';
import type { Session } from '../session.ts';
import { removeService } from './service.ts';

interface ResetFlags {
  readonly yes?: boolean;
}

/** `reset`: takes away what Afterimage has left on this computer, and never a backup. */
export function addResetCommand(program: Command, runner: CommandRunner, deps: ResetDeps): void {
  program
    .command('reset')
    .description('remove settings, sign-ins, services and catalogs from this computer; never the backup folder')
    .option('--yes', 'remove what is listed without asking')

    .action((flags: ResetFlags, command: Command) =>
      runner.run(command, (session, signal) => reset(session, flags, deps, signal)),
    );
}

async function reset(session: Session, { yes }: ResetFlags, deps: ResetDeps, signal: AbortSignal): Promise<ExitCode> {
  const { terminal, options } = session;
  if (options.profile !== undefined) {
    return endWith(session, problem('usage', { subject: '--profile', detail: 'A reset is of all profiles at once.' }));
  }
  const accounts = await reachableAccounts(session);
  if (!accounts.ok) return endWith(session, accounts.problem);
  const plan = await whenFree(session, () => planReset(session, accounts.value, deps), signal);
  if (!plan.ok) return endWith(session, plan.problem);
  const lines = linesOf(plan.value);
  if (isOnlyCache(plan.value)) {
    await carryOut(session, accounts.value, plan.value);
    terminal.record({ event: 'reset', done: false, removes: [], keeps: plan.value.kept });
    terminal.result('Nothing of Afterimage is on this computer.');
    return exitCodes.complete;
  }
  terminal.result(`This is removed:\n${lines.map((line) => `  ${line}`).join('\n')}\n${keptText(plan.value)}`);
  const answer = yes === true ? 'yes' : await askLine(session, 'Remove it? Type yes:');
  if (!/^y(es)?$/i.test(answer?.trim() ?? '')) {
    terminal.record({ event: 'reset', done: false, removes: lines, keeps: plan.value.kept });
    terminal.result(terminal.commands('Nothing was removed. Without a question: afterimage reset --yes'));
    return exitCodes.interrupted;
  }
  const done = await carryOut(session, accounts.value, plan.value);
  if (!done.ok) return endWith(session, done.problem);
  terminal.record({ event: 'reset', done: true, removes: lines, keeps: plan.value.kept });
  terminal.result('Removed.');
  return exitCodes.complete;
}

/** Entries of a keychain that cannot be opened now would stay behind for good: nobody would know their names any more. */
async function reachableAccounts(session: Session): Promise<Result<Accounts>> {
  const accounts = await session.accounts();
  if (!accounts.ok || session.options.tokenStore !== undefined) return accounts;
  const { kind, warnings } = accounts.value.tokenStore;
  const [keychain] = warnings;
  if (kind !== 'memory' || keychain === undefined) return accounts;
  const [list, client] = [await accounts.value.listWithoutStore(), await accounts.value.client()];
  const holdsNothing = list.ok && client.ok && list.value.length === 0 && client.value === null;
  return holdsNothing ? accounts : failed(keychain);
}

/** Every start of the command line keeps what it has compiled, this one too: nothing that anybody has to be asked for. */
function isOnlyCache({ services, login, emails, hasClient, hasDrive, folders }: ResetPlan): boolean {
  const isBare = services.length === 0 && login?.kind !== 'file' && emails.length === 0 && !hasClient && !hasDrive;
  return isBare && folders.every(({ isCache }) => isCache);
}

function linesOf({ services, login, emails, hasClient, hasDrive, store, folders }: ResetPlan): readonly string[] {
  const where = store === 'keychain' ? 'the keychain' : store;
  return [
    ...services.map(({ file }) => `service         ${file}`),
    ...(login === null ? [] : [`start at login  ${login.kind === 'file' ? login.file : login.name}`]),
    ...emails.map((email) => `sign-in         ${email} (ended at Google, and taken out of ${where})`),
    ...(hasDrive ? ['Google Drive    the connection'] : []),
    ...(hasClient ? [`client ID       its secret in ${where}`] : []),
    ...folders.map(
      ({ path, entries }) =>
        `data            ${path} (${entries.length === 1 ? '1 entry' : `${entries.length} entries`})`,
    ),
  ];
}

function keptText({ kept }: ResetPlan): string {
  return kept.length === 0 ? 'No backup folder is touched.' : `This stays: ${kept.join(', ')}`;
}

/** First what still runs, then what only a sign-in can take away, and the names by which that is found last. */
async function carryOut(session: Session, accounts: Accounts, plan: ResetPlan): Promise<Result<void>> {
  for (const service of plan.services) {
    const removed = await removeService(session, service);
    if (!removed.ok) return removed;
  }
  if (plan.login?.kind === 'registry') {
    // Where it does not start with the session there is no value, and nothing to say.
    for (const command of plan.login.commands)
      await succeeds({ terminal: null, environment: session.environment }, command);
  }
  const busy = await busyAfterServices(session, plan);
  if (busy !== null) return failed(busy);
  const forgotten = await forgetSecrets(session, accounts, plan);
  if (!forgotten.ok) return forgotten;
  try {
    if (plan.login?.kind === 'file') await rm(plan.login.file, { force: true });
    for (const { path, entries } of plan.folders) await removeOwn(path, entries);
    return ok(undefined);
  } catch (thrown) {
    return failed(dataFolderProblem(saysFull(thrown), { subject: session.dataFolder, detail: messageOf(thrown) }));
  }
}

/** How long a service that was told to stop may take for it, in milliseconds. */
const serviceEndMs = 10_000;

/** Who is still at work when the services are gone: a person may have thought about the question for long. */
async function busyAfterServices({ dataFolder }: Session, { services, kept }: ResetPlan): Promise<Problem | null> {
  const until = performance.now() + (services.length > 0 ? serviceEndMs : 0);
  for (;;) {
    const busy = await stillAtWork(resolve(dataFolder), kept);
    if (busy === null || performance.now() >= until) return busy;
    await sleep(200);
  }
}

async function forgetSecrets({ terminal }: Session, accounts: Accounts, plan: ResetPlan): Promise<Result<void>> {
  const disconnected = plan.hasDrive ? await accounts.drive.disconnect() : ok(undefined);
  if (!disconnected.ok) return disconnected;
  for (const email of plan.emails) {
    const signedOut = await accounts.signOut(email);
    if (!signedOut.ok) return signedOut;
    if (signedOut.value.notRevoked !== null) terminal.warning(signedOut.value.notRevoked);
  }
  const removed = await accounts.removeClient();
  if (!removed.ok) return removed;
  return plan.store === 'keychain' ? ok(undefined) : removeEmptyTokenFile(plan.store);
}

const emptyTokenFile = z.object({ secrets: z.record(z.string(), z.never()) });

/** A token file that holds nothing any more goes; another computer's sign-ins may be in the same one. */
async function removeEmptyTokenFile(path: string): Promise<Result<void>> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (emptyTokenFile.safeParse(content).success) await rm(path, { force: true });
  } catch {
    // No such file, or none of ours: there is nothing in it to take away.
  }
  return ok(undefined);
}
