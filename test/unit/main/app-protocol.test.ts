import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { expect, test } from 'vitest';
import { serveAppProtocol } from '../../../electron/main/window/app-protocol.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Handler = Parameters<Protocol['handle']>[1];

const nothing = { ok: true, value: null } as const;

/** The protocol over a folder with one file of the page; what it logs. */
async function served() {
  const pageFolder = await temporaryFolder();
  await mkdir(join(pageFolder, 'assets'));
  await writeFile(join(pageFolder, 'assets', 'a.js'), 'export {};');
  const log: string[] = [];
  const handlers: Handler[] = [];
  serveAppProtocol({
    protocol: { handle: (_scheme: string, handler: Handler) => void handlers.push(handler) },
    pageFolder,
    pictures: { thumbnail: async () => nothing, picture: async () => nothing, media: async () => nothing },
    log: (line) => log.push(line),
  });
  const ask = async (path: string): Promise<Response> => {
    const [handler] = handlers;
    if (handler === undefined) throw new Error('Nothing serves the scheme');
    return handler(new Request(`app://bundle/${path}`));
  };
  return { ask, log };
}

test('a file of the page that cannot be read is logged: the window would stay blank without a word', async () => {
  const { ask, log } = await served();
  expect((await ask('assets/a.js')).status).toBe(200);
  expect(log).toEqual([]);
  expect((await ask('assets/gone.js')).status).toBe(404);
  expect(log).toEqual([expect.stringMatching(/^A file of the page cannot be read: .*ENOENT.*gone\.js/)]);
});

test('a picture that is not there is no news', async () => {
  const { ask, log } = await served();
  expect((await ask('thumbnail/7')).status).toBe(404);
  expect(log).toEqual([]);
});
