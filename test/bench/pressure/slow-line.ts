import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A line to a host: what all its connections bring together, and how long everything is under way. */
export interface LineSpeed {
  readonly bytesPerSecond: number;
  /** There and back. */
  readonly roundTripMs: number;
}

/** A host as it is seen from the far end of a slow line. */
export interface SlowLine {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Pieces in which the line is shared by its connections. */
const pieceBytes = 16 * 1_024;

/** Puts a slow line in front of a host on loopback: requests are only late, answers share its speed. */
export async function openSlowLine(origin: string, { bytesPerSecond, roundTripMs }: LineSpeed): Promise<SlowLine> {
  const { hostname, port } = new URL(origin);
  const sockets = new Set<Socket>();
  /** When the line has brought all that was given to it, on the clock of `performance`. */
  let freeAt = 0;
  /** Resolves when so many bytes have come over the line. */
  const brought = async (bytes: number): Promise<void> => {
    freeAt = Math.max(freeAt, performance.now()) + (bytes / bytesPerSecond) * 1_000;
    await delay(freeAt - performance.now());
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    void passOn(near, far, () => delay(roundTripMs / 2));
    void passOn(far, near, brought, roundTripMs / 2);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Each piece waits its turn, and comes `lateMs` after it: the next may be on its way meanwhile. */
async function passOn(from: Socket, to: Socket, turn: (bytes: number) => Promise<void>, lateMs = 0): Promise<void> {
  try {
    for await (const chunk of from) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece: Buffer = chunk.subarray(at, at + pieceBytes);
        await turn(piece.length);
        setTimeout(() => to.write(piece), lateMs);
      }
    }
    setTimeout(() => to.end(), lateMs);
  } catch {
    // The connection has ended; its other half does as well.
  }
}
