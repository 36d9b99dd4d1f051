import type { Command } from 'commander';
import type { AccountSummary } from '../../contract/models.ts';
import { problem } from '../../contract/problem.ts';
import type { Capability } from '../../contract/scopes.ts';
import { type CommandRunner, endWith } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatInstant } from '../format.ts';
import { awaitPastedAddress, type PastedAddress } from '../pasted-address.ts';
import { nameOne, type Session } from '../session.ts';
import { showAddress } from '../show-address.ts';
import { table } from '../table.ts';

interface SignInFlags {
  readonly browser: boolean;
  readonly loginHint?: string;
  readonly account?: string;
  readonly timeout: string;
  readonly port?: string;
  readonly paste?: boolean;
}

/** `sign-in`, `sign-out`, `accounts`. */
export function addAccountCommands(program: Command, runner: CommandRunner): void {
  program
    .command('sign-in')
    .description('sign in with Google in your browser')
    .option('--no-browser', 'print the address alone on a line instead of opening it')
    .option('--port <port>', 'the port on 127.0.0.1 that the browser returns to, such as one that you forward')
    .option('--paste', 'read the address that the browser could not open from standard input, also without a terminal')
    .option('--login-hint <email>', 'the address that the sign-in page fills in')
    .option('--account <email>', 'sign this account in again, keeping its permissions')
    .option('--timeout <seconds>', 'how long to wait for the browser', '300')
    .action((flags: SignInFlags, command: Command) =>
      runner.run(command, (session, signal) => signIn(session, flags, signal)),
    );
  program
    .command('sign-out')
    .argument('[account]', 'e-mail address or id; not needed when there is only one')
    .description('revoke the access at Google and forget the account here')
    .action((account: string | undefined, _options: unknown, command: Command) =>
      runner.run(command, (session) => signOut(session, account)),
    );
  program
    .command('accounts')
    .description('list the signed-in accounts and the health of their sign-in')
    .action((_options: unknown, command: Command) => runner.run(command, listAccounts));
}

const wanted: readonly Capability[] = ['library'];

async function signIn(session: Session, flags: SignInFlags, signal: AbortSignal): Promise<ExitCode> {
  const { terminal } = session;
  const seconds = Number(flags.timeout);
  if (!(seconds > 0 && seconds <= 3_600)) {
    return endWith(session, problem('usage', { detail: '--timeout takes seconds, 1 to 3600.' }));
  }
  const port = flags.port === undefined ? undefined : Number(flags.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    return endWith(session, problem('usage', { detail: '--port takes a port, 1 to 65535.' }));
  }
  const accounts = await session.lastingAccounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const mayPaste = flags.paste === true || (!flags.browser && process.stdin.isTTY);
  let pasted: PastedAddress | null = null;
  const signedIn = await accounts.value
    .signIn({
      capabilities: wanted,
      loginHint: flags.loginHint,
      account: flags.account,
      timeoutMs: seconds * 1_000,
      port,
      signal,
      onAuthorizeUrl: (url) => {
        terminal.record({ event: 'authorize', url });
        showAddress(session, url, { browser: flags.browser, page: 'sign-in page' });
        if (!mayPaste) return;
        terminal.note(
          'Is your browser on another computer? Copy the address that it cannot open at the end, and paste it here:',
        );
        pasted = awaitPastedAddress(process.stdin, url, () =>
          terminal.note('This is not the address. It begins with http://127.0.0.1 and holds a code.'),
        );
      },
    })
    .finally(() => pasted?.close());
  if (!signedIn.ok) return endWith(session, signedIn.problem);
  const { account, missing } = signedIn.value;
  for (const unticked of missing) terminal.warning(unticked);
  terminal.record({ event: 'signed-in', account, missing });
  terminal.result(`Signed in as ${account.email}.${expiryText(account)}`);
  return missing.length === 0 ? exitCodes.complete : exitCodes.signInNeeded;
}

async function signOut(session: Session, which: string | undefined): Promise<ExitCode> {
  const accounts = await session.accounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const found = await accounts.value.find(which);
  if (!found.ok)
    return endWith(session, which === undefined ? nameOne(found.problem, session.terminal, 'EMAIL') : found.problem);
  const signedOut = await accounts.value.signOut(found.value.id);
  if (!signedOut.ok) return endWith(session, signedOut.problem);
  const { account, notRevoked } = signedOut.value;
  if (notRevoked !== null) session.terminal.warning(notRevoked);
  session.terminal.record({ event: 'signed-out', account: account.id, revoked: notRevoked === null });
  session.terminal.result(`${account.email} is signed out.`);
  return exitCodes.complete;
}

async function listAccounts(session: Session): Promise<ExitCode> {
  const accounts = await session.accounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const list = await accounts.value.list();
  if (!list.ok) return endWith(session, list.problem);
  for (const account of list.value) session.terminal.record(account);
  session.terminal.result(
    list.value.length === 0
      ? session.terminal.commands('Nobody is signed in. Next: afterimage sign-in')
      : table(['ACCOUNT', 'ID', 'STATE'], list.value.map(accountRow)),
  );
  return exitCodes.complete;
}

function accountRow(account: AccountSummary): readonly string[] {
  const state =
    account.trouble === null
      ? account.signInExpiresAt === null
        ? 'signed in'
        : `signed in.${expiryText(account)}`
      : account.trouble.title;
  return [account.email, account.id, state];
}

function expiryText({ signInExpiresAt }: AccountSummary): string {
  if (signInExpiresAt === null) return '';
  return ` The project is in status Testing: this sign-in ends ${formatInstant(signInExpiresAt)}. Publish the app in the console (Audience) to keep it.`;
}
