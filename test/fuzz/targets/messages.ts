import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { booleanIn, takeMessage } from '../../../electron/account/bus-message.ts';
import { engineVerbs, fromEngineSchema, toEngineSchema } from '../../../electron/contract/engine-protocol.ts';
import { ipcSchema } from '../../../electron/contract/ipc.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed } from '../../../electron/contract/result.ts';
import { type IpcAnswers, serveIpc } from '../../../electron/main/ipc/ipc-server.ts';
import { damagedBytes } from '../damage-bytes.ts';
import { damagedJson } from '../damage-json.ts';
import { type FuzzTarget, promise } from '../fuzz-target.ts';

/** What crosses a border of processes: the page's questions, the engine's process, the session bus. */
export const fuzzTargets: readonly FuzzTarget[] = [
  { name: 'ipc', open: async () => ({ ...ipcServer(), close: async () => undefined }) },
  {
    name: 'engine-messages',
    open: async () => ({
      samples: engineSamples.map((sample) => Buffer.from(JSON.stringify(sample))),
      damage: damagedJson,
      read: async (input) => readEngineMessage(messageIn(input)),
      close: async () => undefined,
    }),
  },
  {
    name: 'session-bus',
    open: async () => ({
      samples: busReplies(),
      damage: damagedBytes,
      read: async (input) => readBus(Buffer.from(input)),
      close: async () => undefined,
    }),
  },
];

const page = { offset: 0, limit: 100 };
const asked: readonly (readonly [verb: string, input: unknown])[] = [
  ['app.snapshot', null],
  ['app.openLink', { link: 'google-photos' }],
  ['app.openProblemLink', { code: 'api-disabled' }],
  ['app.copyText', { text: 'npm run' }],
  ['setup.goTo', { step: 'client' }],
  ['client.set', { text: '{"installed":{}}' }],
  ['account.signIn', { capability: 'library', account: null }],
  ['account.signOut', { account: '1234' }],
  ['destination.use', { choice: '0b2d7c1e-8a55-4c0e-9c31-0d6f3d1d2a77' }],
  ['backup.start', { full: true }],
  ['backup.repair', null],
  ['backup.pause', { kind: 'hour' }],
  ['pick.start', { album: 'Rome' }],
  ['takeout.chooseParts', { what: 'files' }],
  ['takeout.import', { offer: '0b2d7c1e-8a55-4c0e-9c31-0d6f3d1d2a77', includeTrash: false }],
  ['takeout.doubtful', { after: 0, limit: 100 }],
  ['takeout.showPart', { part: 3 }],
  ['photos.months', { search: 'lake' }],
  ['photos.page', { search: 'lake', ...page }],
  ['photos.detail', { id: 7 }],
  ['albums.page', { search: '', order: 'title', ...page }],
  ['albums.photos', { album: 2, ...page }],
  ['activity.runs', page],
  ['problems.list', { code: 'internal', ...page }],
  ['settings.change', { schedule: { mode: 'every', hours: 6 }, bandwidthLimit: 100_000 }],
];

function ipcServer() {
  let listener: Parameters<IpcMain['handle']>[1] | null = null;
  let heard: unknown = null;
  const refusing = Object.fromEntries(
    Object.keys(ipcSchema).map((verb) => [
      verb,
      (input: unknown) => {
        heard = [verb, input];
        return failed(problem('entry-unknown'));
      },
    ]),
  ) as unknown;
  serveIpc({
    ipcMain: {
      handle: (_channel, answer) => {
        listener = answer;
      },
    },
    answers: refusing as IpcAnswers,
    isOurs: () => true,
    log: () => undefined,
  });
  return {
    samples: asked.map((one) => Buffer.from(JSON.stringify(one))),
    damage: damagedJson,
    read: async (input: Uint8Array) => {
      heard = null;
      const value = messageIn(input);
      const [verb, given]: readonly unknown[] = Array.isArray(value) ? value : [value];
      // What comes over the border was cloned.
      const answer: unknown = await listener?.({} as IpcMainInvokeEvent, verb, structuredClone(given));
      const code: unknown = Object(Object(answer)['problem'])['code'];
      promise(code === (heard === null ? 'usage' : 'entry-unknown'), `it answered ${String(code)}`);
      requireUnpolluted();
      return [code, heard];
    },
  };
}

const engineDestination = { path: '/media/disk/backup', identity: '0b2d7c1e-8a55-4c0e-9c31-0d6f3d1d2a77' };
const engineSamples: readonly unknown[] = [
  { kind: 'ask', id: 4, verb: 'photos', input: { destination: engineDestination, search: '', ...page } },
  {
    kind: 'ask',
    id: 5,
    verb: 'importParts',
    input: {
      destination: engineDestination,
      paths: ['/tmp/takeout-1.zip'],
      dryRun: false,
      includeTrash: true,
      albumView: 'auto',
    },
  },
  { kind: 'token', id: 1, result: { ok: true, value: 'ya29.token' } },
  { kind: 'clock', aheadMs: 1_000 },
  { kind: 'decoded', id: 2, outcome: { kind: 'undecodable' } },
  { kind: 'ready' },
  { kind: 'answer', id: 4, result: { ok: true, value: [{ count: 3 }] } },
  { kind: 'answer', id: 4, result: { ok: false, problem: problem('destination-missing', { subject: '/media/disk' }) } },
  { kind: 'token-wanted', id: 1, account: 'a', refused: null },
  {
    kind: 'decode',
    id: 2,
    request: { source: '/x.jpg', format: 'jpeg', orientation: 6, size: 400, form: 'thumbnail' },
  },
];

function readEngineMessage(message: unknown): unknown {
  const ask = toEngineSchema.safeParse(message);
  const told = fromEngineSchema.safeParse(message);
  requireUnpolluted();
  if (ask.data?.kind !== 'ask') return [ask.data, told.data];
  const input = engineVerbs[ask.data.verb].input.safeParse(ask.data.input);
  return [ask.data, input.data];
}

function requireUnpolluted(): void {
  promise(!('polluted' in {}), "a message changed every object's prototype");
}

/** Replies to `NameHasOwner` and to a property, as a bus sends them. */
function busReplies(): readonly Uint8Array[] {
  const fields = Buffer.from('050175000100000008016700016200', 'hex');
  const head = (body: number, fieldBytes: number): Buffer => {
    const bytes = Buffer.from('6c02010100000000020000000000000000', 'hex').subarray(0, 16);
    bytes.writeUInt32LE(body, 4);
    bytes.writeUInt32LE(fieldBytes, 12);
    return bytes;
  };
  const plain = Buffer.concat([head(4, fields.length), fields, Buffer.alloc(1), Buffer.from('01000000', 'hex')]);
  return [plain, Buffer.concat([plain, plain]), Buffer.concat([plain, plain.subarray(0, 20)])];
}

function readBus(bytes: Buffer): unknown {
  const told: unknown[] = [];
  for (let rest = bytes; ; ) {
    let taken: ReturnType<typeof takeMessage>;
    try {
      taken = takeMessage(rest);
    } catch (thrown) {
      // It throws on what cannot be read: its caller hangs up.
      return [...told, thrown instanceof Error];
    }
    if (taken === null) return told;
    promise(taken.rest.length < rest.length, 'it does not come forward');
    rest = taken.rest;
    told.push(taken.message.kind, booleanOf(taken.message));
  }
}

function booleanOf(message: Parameters<typeof booleanIn>[0]): boolean | null {
  try {
    return booleanIn(message);
  } catch {
    // Another answer than yes or no.
    return null;
  }
}

function messageIn(input: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(input).toString('utf8'));
  } catch {
    // No message at all.
    return undefined;
  }
}
