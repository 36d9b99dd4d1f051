import type { Command } from 'commander';
import type { Accounts } from '../../account/accounts.ts';
import { monotonicClock } from '../../base/clock.ts';
import type { AccountSummary, RunEvent } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { capabilityScopes } from '../../contract/scopes.ts';
import type { EngineAccount, RunningBackup } from '../../engine/engine.ts';
import { type CommandRunner, endWith } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { addBandwidthOption, addStorageOptions } from '../run-options.ts';
import { RunView } from '../run-view.ts';
import type { Session } from '../session.ts';
import { showAddress } from '../show-address.ts';
import { endOfRun } from './backup.ts';

interface PickFlags {
  readonly album?: string;
  readonly max?: string;
  readonly browser: boolean;
  readonly account?: string;
}

/** `pick`. */
export function addPickCommand(program: Command, runner: CommandRunner): void {
  const command = program
    .command('pick')
    .description('choose photos in Google Photos and store them; goes on with an interrupted selection')
    .option('--album <name>', 'put everything chosen into an album of this name')
    .option('--max <count>', 'how many items to choose; over 2,000 it takes several rounds')
    .option('--no-browser', 'print the addresses alone on a line instead of opening them')
    .option('--account <email>', 'which account; not needed when there is only one, or only one that may pick')
    .action((flags: PickFlags, command: Command) =>
      runner.run(command, (session, signal) => pick(session, flags, signal)),
    );
  addStorageOptions(addBandwidthOption(command));
}

async function pick(session: Session, flags: PickFlags, signal: AbortSignal): Promise<ExitCode> {
  const choice = choiceOf(flags);
  if (!choice.ok) return endWith(session, choice.problem);
  const places = await session.places(undefined);
  if (!places.ok) return endWith(session, places.problem);
  const account = await accountThatPicks(session, flags, signal);
  if (!account.ok) return endWith(session, account.problem);
  const place = await session.destination(account.value.id);
  if (!place.ok) return endWith(session, place.problem);
  const engine = await session.engine();
  if (!engine.ok) return endWith(session, engine.problem);
  const { destination, settings } = place.value;
  const view = new RunView(session.terminal, monotonicClock);
  const show = (event: RunEvent): void => {
    view.show(event);
    if (event.event !== 'picker' || event.state !== 'waiting') return;
    showAddress(session, event.pickerUri, { browser: flags.browser, page: 'selection' });
  };
  const start = (): RunningBackup =>
    engine.value.startPick(
      {
        account: account.value,
        destination,
        choice: choice.value,
        albumView: settings.albumView,
        limits: session.run.limits(settings),
        options: session.run.options(settings),
      },
      show,
    );
  return endOfRun(session, start, signal);
}

function choiceOf({ album, max }: PickFlags): Result<{ readonly album: string | null; readonly most: number | null }> {
  const title = album?.trim() ?? null;
  if (title === '') return failed(problem('usage', { detail: '--album takes a name.' }));
  const most = max === undefined ? null : Number(max);
  if (most === null || (Number.isSafeInteger(most) && most > 0)) return ok({ album: title, most });
  return failed(problem('usage', { detail: '--max takes a whole number above 0.' }));
}

/** The account, with the permission to see what the person chooses; it is asked for when it is first needed. */
async function accountThatPicks(
  session: Session,
  flags: PickFlags,
  signal: AbortSignal,
): Promise<Result<EngineAccount>> {
  const accounts = await session.accounts();
  if (!accounts.ok) return accounts;
  const usable = await session.account(flags.account ?? (await theOneThatPicks(session, accounts.value)));
  if (!usable.ok) return usable;
  const found = await accounts.value.find(usable.value.id);
  if (!found.ok) return found;
  return mayPick(found.value) ? usable : askToPick(session, found.value, flags.browser, signal);
}

/** Of several accounts, the only one that may pick; undefined when there is none, or more than one, or one was chosen. */
async function theOneThatPicks(session: Session, accounts: Accounts): Promise<string | undefined> {
  const [settings, list] = [await session.settings.read(), await accounts.list()];
  if (!settings.ok || settings.value.commandLine.account !== null || !list.ok) return undefined;
  const [one, other] = list.value.filter((account) => account.trouble === null && mayPick(account));
  return other === undefined ? one?.id : undefined;
}

function mayPick({ scopes }: AccountSummary): boolean {
  return scopes.includes(capabilityScopes.picker);
}

async function askToPick(
  session: Session,
  { id, email }: AccountSummary,
  browser: boolean,
  signal: AbortSignal,
): Promise<Result<EngineAccount>> {
  const { terminal } = session;
  const accounts = await session.lastingAccounts();
  if (!accounts.ok) return accounts;
  terminal.note(`${email} has not yet allowed Afterimage to see photos that you choose. Google asks you now.`);
  const signedIn = await accounts.value.signIn({
    capabilities: ['picker'],
    account: id,
    signal,
    onAuthorizeUrl: (url) => {
      terminal.record({ event: 'authorize', url });
      showAddress(session, url, { browser, page: 'sign-in page' });
    },
  });
  if (!signedIn.ok) return signedIn;
  const { account, missing } = signedIn.value;
  terminal.record({ event: 'signed-in', account, missing });
  if (account.id !== id) {
    return failed(problem('account-other', { detail: `${account.email} signed in, but ${email} was to choose.` }));
  }
  if (!mayPick(account)) return failed(problem('scope-not-granted', { detail: capabilityScopes.picker }));
  for (const unticked of missing) terminal.warning(unticked);
  return ok({ id: account.id, email: account.email, clientId: account.clientId });
}
