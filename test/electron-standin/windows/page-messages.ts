import { cancellableEvent } from '../core/cancellable-event.ts';
import type { IpcMain } from '../ipc/ipc-main.ts';
import { MessagePortMain } from '../ipc/message-port-main.ts';
import type { FromPage, WindowRequest } from '../page/messages.ts';
import type { FrameTree, WebFrameMain } from './frame-tree.ts';
import type { PageConnection, PreloadWorld } from './page-connection.ts';

/** Whom the messages of one page concern. */
export type PageMessageOptions = {
  readonly connection: PageConnection;
  readonly frames: FrameTree;
  /** The page's own handlers first, then everybody's: Electron's order. */
  readonly ipcs: readonly IpcMain[];
  /** The webContents, which the app finds as `event.sender`. */
  readonly sender: object;
  readonly opened: (request: WindowRequest) => void;
  readonly closed: () => void;
  readonly titled: (title: string) => void;
  readonly preloadFailed: (file: string, error: Error) => void;
};

/** Hands everything that a page says to the one who should hear it. */
export function hearPage(options: PageMessageOptions): void {
  options.connection.on('message', (message, world) => hear(options, message, world));
}

function hear(options: PageMessageOptions, message: FromPage, world: PreloadWorld): void {
  switch (message.t) {
    case 'send':
      return send(options, message, world);
    case 'invoke':
      return void invoke(options, message, world);
    case 'open':
      return options.opened(message.request);
    case 'close':
      return options.closed();
    case 'title':
      return options.titled(message.title);
    case 'files':
      return void lookUpFiles(options.connection, message.id, message.count, world);
    case 'preload-error':
      return options.preloadFailed(message.file, message.error);
    default:
      return world.ports.deliver(message);
  }
}

function send(options: PageMessageOptions, message: FromPage & { t: 'send' }, world: PreloadWorld): void {
  const frame = options.frames.frame(world.frameId);
  if (frame.isDestroyed()) return;
  const event = cancellableEvent(
    origin(options, frame, {
      ports: message.ports.map((id) => new MessagePortMain(world.ports.receive(id))),
      reply: (channel: string, ...args: readonly unknown[]) => frame.send(channel, ...args),
    }),
  );
  for (const ipc of options.ipcs) ipc.emit(message.channel, event, ...message.args);
}

async function invoke(
  options: PageMessageOptions,
  message: FromPage & { t: 'invoke' },
  world: PreloadWorld,
): Promise<void> {
  const frame = options.frames.frame(world.frameId);
  if (frame.isDestroyed()) return;
  const event = cancellableEvent(origin(options, frame, {}));
  const ipc = options.ipcs.find((one) => one.handles(message.channel)) ?? options.ipcs.at(-1);
  const outcome = await ipc?.call(message.channel, event, message.args);
  if (!outcome) return;
  if ('refusal' in outcome) return world.tell({ t: 'refusal', id: message.id, message: outcome.refusal });
  try {
    world.tell({ t: 'reply', id: message.id, value: outcome.value });
  } catch (error) {
    const text = `Error invoking remote method '${message.channel}': ${error}`;
    world.tell({ t: 'refusal', id: message.id, message: text });
  }
}

function origin(options: PageMessageOptions, frame: WebFrameMain, more: object): object {
  return {
    type: 'frame',
    sender: options.sender,
    // Nothing, once the frame has gone: whoever checks the sender must check that, too.
    get senderFrame() {
      return frame.isDestroyed() ? null : frame;
    },
    frameId: frame.routingId,
    processId: frame.processId,
    ...more,
  };
}

async function lookUpFiles(connection: PageConnection, id: number, count: number, world: PreloadWorld): Promise<void> {
  try {
    world.tell({ t: 'paths', id, paths: await connection.pathsOfFiles(world, id, count) });
  } catch {
    // The page has navigated or closed; nobody waits for the event any more.
  }
}
