import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { problem } from '../../contract/problem.ts';
import { ok, type Result } from '../../contract/result.ts';
import { type CommandRunner, endWith, endWithAnswer } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatInstant } from '../format.ts';
import { readGivenFile } from '../given-file.ts';
import type { Session } from '../session.ts';

/** No client file is larger; a photo given by mistake is not read in full. */
const maxBytes = 65_536;

/** `client set|show|remove`. */
export function addClientCommands(program: Command, runner: CommandRunner): void {
  const client = program.command('client').description('the client ID that Afterimage talks to Google with');
  client
    .command('set')
    .argument('<file>', 'the JSON file of a Desktop client, or - for standard input')
    .description('judge a client file and use it; its secret goes into the keychain')
    .action((file: string, _options: unknown, command: Command) =>
      runner.run(command, (session) => setClient(session, file)),
    );
  client
    .command('show')
    .description('show the client in use (never its secret)')
    .action((_options: unknown, command: Command) => runner.run(command, showClient));
  client
    .command('remove')
    .description('forget the client and its secret')
    .action((_options: unknown, command: Command) => runner.run(command, removeClient));
}

async function setClient(session: Session, file: string): Promise<ExitCode> {
  const content = await readClientFile(file);
  if (!content.ok) return endWith(session, content.problem);
  const accounts = await session.lastingAccounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const change = await accounts.value.setClient(content.value);
  if (change.ok && change.value.consequence !== null) session.terminal.warning(change.value.consequence);
  return endWithAnswer(session, change, ({ clientId }) =>
    session.terminal.commands(`Client ${clientId} is set. Next: afterimage sign-in`),
  );
}

async function readClientFile(file: string): Promise<Result<string>> {
  if (file === '-') return ok((await text(process.stdin)).slice(0, maxBytes));
  const read = await readGivenFile(file, maxBytes);
  return read.ok ? ok(read.value.toString('utf8')) : read;
}

async function showClient(session: Session): Promise<ExitCode> {
  const accounts = await session.accounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const client = await accounts.value.client();
  if (!client.ok) return endWith(session, client.problem);
  if (client.value === null) return endWith(session, problem('client-missing'));
  return endWithAnswer(session, ok(client.value), ({ clientId, projectId, addedAt }) =>
    [`client   ${clientId}`, `project  ${projectId ?? 'unknown'}`, `added    ${formatInstant(addedAt)}`].join('\n'),
  );
}

async function removeClient(session: Session): Promise<ExitCode> {
  const accounts = await session.accounts();
  if (!accounts.ok) return endWith(session, accounts.problem);
  const removed = await accounts.value.removeClient();
  if (!removed.ok) return endWith(session, removed.problem);
  session.terminal.record({ event: 'removed' });
  session.terminal.result('The client is removed. Accounts stay listed; sign in again after setting a client.');
  return exitCodes.complete;
}
