import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { messageOf } from '../../base/message-of.ts';
import { message } from '../../contract/messages/message.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import type { Terminal } from '../terminal.ts';

/** How a program of the system ended, and all that it said; 127 when there is no such program. */
export interface ProgramEnd {
  readonly status: number;
  readonly output: string;
}

/** Runs a program of the system to its end. */
export async function outputOf(
  [program = '', ...args]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ProgramEnd> {
  try {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const [status] = await once(child, 'close');
    return { status: typeof status === 'number' ? status : 1, output };
  } catch (thrown) {
    return { status: notFound, output: messageOf(thrown) };
  }
}

const notFound = 127;

/** Runs a program whose failure changes nothing; why it failed is said, where there is a terminal for it. */
export async function succeeds(
  {
    terminal,
    environment,
  }: { readonly terminal: Pick<Terminal, 'note'> | null; readonly environment: NodeJS.ProcessEnv },
  command: readonly string[],
): Promise<boolean> {
  const { status, output } = await outputOf(command, environment);
  if (status === 0) return true;
  terminal?.note(`Not done: ${command.join(' ')} (${firstLine(output)})`);
  return false;
}

/** What systemctl says when nobody is there to manage services of this person, or of anybody. */
const outOfReach = /connect to .*(bus|systemd)|DBUS_SESSION_BUS_ADDRESS|XDG_RUNTIME_DIR|not been booted with systemd/iu;

/** Could nothing be asked, so that the status says nothing of the service? */
export function isOutOfReach({ status, output }: ProgramEnd): boolean {
  return status === notFound || (status !== 0 && outOfReach.test(output));
}

/**
 * Why a service could not be started or looked at. Problem: `service-refused`.
 *
 * @param isBooted does systemd manage this system (https://www.freedesktop.org/software/systemd/man/latest/sd_booted.html)?
 */
export function refusal(
  command: readonly string[],
  ended: ProgramEnd,
  isBooted: boolean = existsSync('/run/systemd/system'),
): Problem {
  const detail = `${command.join(' ')}: ${firstLine(ended.output)}`;
  if (command[0] !== 'systemctl' || !isOutOfReach(ended)) return problem('service-refused', { detail });
  if (!isBooted) return problem('service-refused', { detail, wayOut: message('way-out.no-systemd') });
  const { username: user, uid: id } = userInfo();
  return problem('service-refused', { detail, wayOut: message('way-out.no-user-session', { user, id: String(id) }) });
}

function firstLine(output: string): string {
  return output.trim().split('\n')[0] ?? '';
}
