import type { IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { ipcChannel } from '../../../electron/contract/channels.ts';
import { maxRequestUnits } from '../../../electron/contract/ipc.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { failed, ok } from '../../../electron/contract/result.ts';
import { maxMapCharacters } from '../../../electron/contract/viewer-models.ts';
import { type IpcAnswers, serveIpc } from '../../../electron/main/ipc/ipc-server.ts';
import { problemsCsv } from '../../../electron/main/ipc/problems-csv.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

/** A server with a few verbs; `ask` plays the page, `ours` or a foreign frame. */
function openServer(answers: Partial<IpcAnswers>, isOurs = true) {
  const lines: string[] = [];
  const handlers = new Map<string, Handler>();
  serveIpc({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    answers: answers as IpcAnswers,
    isOurs: () => isOurs,
    log: (line) => lines.push(line),
  });
  const event = { senderFrame: { url: 'https://evil.example/' } } as IpcMainInvokeEvent;
  return { lines, ask: async (...args: unknown[]) => handlers.get(ipcChannel)?.(event, ...args), handlers };
}

describe('serveIpc', () => {
  it('answers a known verb on the one channel', async () => {
    const { ask, handlers } = openServer({ 'app.licences': () => ok('MIT') });
    expect([...handlers.keys()]).toEqual([ipcChannel]);
    expect(await ask('app.licences', null)).toEqual(ok('MIT'));
  });

  it('refuses a foreign sender before anything else', async () => {
    const { ask, lines } = openServer({ 'app.licences': () => ok('MIT') }, false);
    expect(await ask('app.licences', null)).toMatchObject({ ok: false });
    expect(lines.join()).toContain('https://evil.example/');
  });

  it.each([
    ['an unknown verb', 'files.read', { path: '/etc/passwd' }],
    ['an inherited name', 'constructor', null],
    ['no verb at all', undefined, undefined],
    ['a verb that is no word', { toString: 'app.quit' }, null],
    ['malformed input', 'photos.detail', { id: '1; DROP TABLE asset' }],
    ['missing input', 'photos.detail', undefined],
    ['oversized input', 'client.set', { text: 'x'.repeat(maxRequestUnits) }],
    ['input that is no JSON', 'photos.detail', { id: 1n }],
  ])('refuses %s', async (_name, verb, input) => {
    const { ask, lines } = openServer({ 'client.set': () => failed(problem('client-file-wrong')) });
    expect(await ask(verb, input)).toMatchObject({ ok: false, problem: { code: 'usage' } });
    expect(lines).toHaveLength(1);
  });

  it('takes a picture of the map that is larger than any other request, within its own bound', async () => {
    const { ask, lines } = openServer({ 'photos.saveCoverage': () => ok({ saved: true }) });
    expect(await ask('photos.saveCoverage', { png: 'A'.repeat(maxRequestUnits * 4) })).toEqual(ok({ saved: true }));
    expect(lines).toEqual([]);
    const tooLarge = { png: 'A'.repeat(maxMapCharacters + 4) };
    expect(await ask('photos.saveCoverage', tooLarge)).toMatchObject({ ok: false, problem: { code: 'usage' } });
  });

  it('hands the verb only what its schema names', async () => {
    const inputs: unknown[] = [];
    const { ask } = openServer({
      'backup.start': (input) => {
        inputs.push(input);
        return ok(null);
      },
    });
    await ask('backup.start', { full: true, destination: '/etc' });
    expect(inputs).toEqual([{ full: true }]);
  });

  it('turns a bug into a problem and tells the log', async () => {
    const { ask, lines } = openServer({
      'app.quit': () => {
        throw new Error('broken');
      },
    });
    expect(await ask('app.quit', null)).toMatchObject({ ok: false, problem: { code: 'internal', detail: 'broken' } });
    expect(lines.join()).toContain('broken');
  });

  it('lets nothing out that the schema does not know', async () => {
    const noText: string = JSON.parse('7');
    const { ask } = openServer({
      'app.saveSupportBundle': () => ok({ saved: true, path: '/home/someone/secret' }),
      'app.licences': () => ok(noText),
    });
    expect(await ask('app.saveSupportBundle', null)).toEqual(ok({ saved: true }));
    expect(await ask('app.licences', null)).toMatchObject({ ok: false, problem: { code: 'internal' } });
  });
});

describe('problemsCsv', () => {
  const group = { ...problem('video-failed'), link: null, count: 3, newest: '', examples: [] };
  const listed = (id: number, subject: string) => ({
    id,
    at: '2026-03-10T12:00:00.000Z',
    problem: problem('video-failed', { subject, detail: 'said "no"' }),
  });

  it('writes every page, quotes what needs it, and makes no formula of a file name', async () => {
    const all = [listed(1, 'a.mp4'), listed(2, '=HYPERLINK("http://x")'), listed(3, 'c,d.mp4')];
    const csv = await problemsCsv([group], async (_code, offset) => ok(all.slice(offset, offset + 2)));
    if (!csv.ok) throw new Error(csv.problem.title);
    const lines = csv.value.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(lines[3]).toContain('"c,d.mp4"');
    expect(lines[1]).toContain('"said ""no"""');
  });

  it('ends with the problem that stood in the way', async () => {
    expect(await problemsCsv([group], async () => failed(problem('engine-crashed')))).toMatchObject({ ok: false });
  });
});
