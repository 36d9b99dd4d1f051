import { existsSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { type BusCall, type BusMessage, encodeCall, takeMessage } from './bus-message.ts';

/** The bus, or the service that was called on it, says nothing. */
export class BusSilence extends Error {
  constructor() {
    super('The D-Bus session does not answer.');
  }
}

/** A conversation with the bus of the person's session. */
export interface SessionBus {
  /** Calls a method of a service. Rejects with the name of the error that it answers. */
  readonly call: (call: BusCall) => Promise<BusMessage>;
}

/**
 * The address of the session bus; null where there is none. Under cron or ssh the variable is often missing although the
 * bus of the user's session runs at its well-known place.
 */
export function sessionBusAddress(env: NodeJS.ProcessEnv): string | null {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (address !== undefined && address !== '') return address;
  const runtimeFolder = env['XDG_RUNTIME_DIR'];
  if (runtimeFolder === undefined || runtimeFolder === '') return null;
  const socket = join(runtimeFolder, 'bus');
  return existsSync(socket) ? `unix:path=${socket}` : null;
}

/** The Unix socket of an address, as Node names it; null for a bus at any other kind of place. */
export function socketOf(address: string): string | null {
  const [, kind, place] = /(?:^|;)unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address) ?? [];
  if (place === undefined) return null;
  return `${kind === 'abstract' ? '\0' : ''}${decodeURIComponent(place)}`;
}

/**
 * Talks to the session bus, all in all for at most so many milliseconds, and blocks nothing meanwhile. Rejects with
 * {@link BusSilence} after that time, and when the bus cannot be reached or does not take this user.
 */
export async function withSessionBus<T>(
  address: string,
  timeLimitMs: number,
  talk: (bus: SessionBus) => Promise<T>,
): Promise<T> {
  const path = socketOf(address);
  if (path === null) throw new Error('The D-Bus session is at no Unix socket.');
  const socket = createConnection(path);
  const timer = setTimeout(() => socket.destroy(new BusSilence()), timeLimitMs);
  try {
    const inbox = new Inbox(socket);
    await greet(socket, inbox);
    let serial = 0;
    const call = async (wanted: BusCall): Promise<BusMessage> => {
      serial += 1;
      socket.write(encodeCall(serial, wanted));
      return inbox.replyTo(serial);
    };
    await call({ ...theBusItself, member: 'Hello', args: [] });
    return await talk({ call });
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

const theBusItself = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** Says who we are; the socket itself proves it. */
async function greet(socket: Socket, inbox: Inbox): Promise<void> {
  const user = Buffer.from(String(process.getuid?.() ?? ''), 'latin1').toString('hex');
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  const answer = await inbox.line();
  if (!answer.startsWith('OK ')) throw new Error('The D-Bus session does not take this user.');
  socket.write('BEGIN\r\n');
}

/** What the bus sends, in the pieces that it is made of. */
class Inbox {
  readonly #chunks: AsyncIterator<Buffer>;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.#bytes.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#bytes.toString('latin1', 0, end);
        this.#bytes = this.#bytes.subarray(end + 2);
        return line;
      }
      await this.#more();
    }
  }

  /** Ignores signals and any other messages in between. */
  async replyTo(serial: number): Promise<BusMessage> {
    for (;;) {
      const taken = takeMessage(this.#bytes);
      if (taken === null) {
        await this.#more();
        continue;
      }
      this.#bytes = taken.rest;
      const { message } = taken;
      if (message.replyTo !== serial) continue;
      if (message.kind === 'error') throw new Error(message.errorName);
      return message;
    }
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new Error('The D-Bus session closed the connection.');
    this.#bytes = Buffer.concat([this.#bytes, next.value]);
  }
}
