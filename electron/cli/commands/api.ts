import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { type CommandRunner, endWith } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { withGoogle } from '../listing.ts';

interface ApiFlags {
  readonly body?: string;
  readonly account?: string;
}

/** `api METHOD PATH`. */
export function addApiCommand(program: Command, runner: CommandRunner): void {
  program
    .command('api')
    .argument('<method>', 'GET, POST, PATCH, DELETE')
    .argument('<path>', 'behind the version, as in albums?pageSize=5')
    .description('one raw request to the Library API with your sign-in; prints the answer')
    .option('--body <json>', 'the request body, or - for standard input')
    .option('--account <email>', 'which account; not needed when there is only one')
    .action((method: string, path: string, flags: ApiFlags, command: Command) =>
      runner.run(command, (session, signal) =>
        withGoogle(session, flags.account, async (google) => {
          const body = flags.body === '-' ? await text(process.stdin) : flags.body;
          const answer = await google.api(method, path, body, signal);
          if (!answer.ok) return endWith(session, answer.problem);
          session.terminal.record({ event: 'answer', ...answer.value });
          session.terminal.result(answer.value.body.trimEnd());
          if (answer.value.status < 400) return exitCodes.complete;
          session.terminal.note(`Google answered with status ${answer.value.status}.`);
          return exitCodes.problems;
        }),
      ),
    );
}
