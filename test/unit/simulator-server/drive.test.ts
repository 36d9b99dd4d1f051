import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { driveReasons } from '../../simulator/server/drive/drive-errors.ts';
import { readFieldMask } from '../../simulator/server/drive/field-mask.ts';
import { readSearchQuery, type Searchable } from '../../simulator/server/drive/search-query.ts';
import type { SimulatorOptions } from '../../simulator/server/options.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import {
  acceptedCode,
  answerOf,
  consentUrl,
  exchange,
  jsonOf,
  locationOf,
  running,
  stoppedClock,
} from './running-simulator.ts';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

interface Listed {
  readonly nextPageToken?: string;
  readonly files: readonly { readonly id: string; readonly name: string; readonly size?: string }[];
}

const contents: Readonly<Record<string, Buffer>> = {
  'takeout-20260301T120000Z-001.zip': Buffer.from('PK first part'.repeat(1_000)),
  'takeout-20260301T120000Z-002.zip': Buffer.from('PK second part'.repeat(500)),
  'film-003.mp4': Buffer.from('a bare film'.repeat(200)),
};
const [first = '', second = ''] = Object.keys(contents);

async function drive(
  options: SimulatorOptions & { readonly arrivesSeconds?: number; readonly storageBytes?: number } = {},
  scopes: readonly string[] = [scope('drive.readonly')],
) {
  const folder = join(await temporaryFolder(), 'exports');
  await mkdir(folder);
  for (const [name, bytes] of Object.entries(contents)) await writeFile(join(folder, name), bytes);
  const { arrivesSeconds = 0, storageBytes = null, ...rest } = options;
  const simulator = await running({ ...rest, drive: { folder, arrivesSeconds, storageBytes } });
  const { accessToken } = await simulator.grant(scopes);
  const ask = (path: string, init: RequestInit = {}, token = accessToken) =>
    fetch(`${simulator.url}/drive/v3/${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
  const list = (q: string, more = '') =>
    jsonOf<Listed>(ask(`files?q=${encodeURIComponent(q)}&fields=nextPageToken,files(id,name,size)${more}`));
  const idOf = async (name: string) => (await list(`name='${name}'`)).files[0]?.id ?? '';
  return { simulator, folder, ask, list, idOf };
}

const reasonOf = async (answer: Promise<Response>) => {
  const { status, body } = await answerOf(answer);
  return [status, (body as { error: { errors?: readonly { reason: string }[] } }).error.errors?.[0]?.reason];
};

describe('what lies in Drive', () => {
  test('is in the folder Takeout, and is described as Drive does', async () => {
    const { ask, list, idOf } = await drive();
    const [takeout] = (
      await list("mimeType='application/vnd.google-apps.folder' and name='Takeout' and 'me' in owners")
    ).files;
    const inside = await list(`'${takeout?.id}' in parents and trashed=false`);
    expect(inside.files.map(({ name }) => name).sort()).toEqual(Object.keys(contents).sort());
    const bytes = contents[first] ?? Buffer.alloc(0);
    expect(
      await jsonOf(ask(`files/${await idOf(first)}?fields=name,mimeType,size,md5Checksum,trashed,parents`)),
    ).toEqual({
      name: first,
      mimeType: 'application/x-zip',
      size: String(bytes.length),
      md5Checksum: createHash('md5').update(bytes).digest('hex'),
      trashed: false,
      parents: [takeout?.id],
    });
  });

  test('comes page by page, and a page token belongs to its search', async () => {
    const { ask, list } = await drive();
    const q = 'trashed=false';
    const one = await list(q, '&pageSize=2');
    const rest = await list(q, `&pageSize=100&pageToken=${one.nextPageToken}`);
    expect([...one.files, ...rest.files]).toHaveLength(4);
    expect(rest.nextPageToken).toBeUndefined();
    const foreign = ask(`files?q=${encodeURIComponent("name='x'")}&pageToken=${one.nextPageToken}`);
    expect(await reasonOf(foreign)).toEqual([400, 'invalid']);
  });

  test('comes one by one over time, until the storage is full', async () => {
    const clock = stoppedClock();
    const fits = (contents['film-003.mp4']?.length ?? 0) + (contents[first]?.length ?? 0);
    const { list } = await drive({ now: clock.now, arrivesSeconds: 600, storageBytes: fits });
    const names = async () =>
      (await list("name contains 'takeout-' or name='film-003.mp4'")).files.map(({ name }) => name);
    expect(await names()).toEqual(['film-003.mp4']);
    clock.set('2026-03-02T12:10:00Z');
    expect(await names()).toEqual(['film-003.mp4', first]);
    clock.set('2026-03-02T12:50:00Z');
    expect(await names()).toEqual(['film-003.mp4', first]);
  });

  test('can be several folders of one name, moved, renamed, put into the trash, removed', async () => {
    const { simulator, list, idOf, ask } = await drive();
    const { id: other } = await simulator.changeDrive({ action: 'add-folder', name: 'Takeout' });
    expect((await list("name='Takeout'")).files).toHaveLength(2);
    const id = await idOf(second);
    await simulator.changeDrive({ action: 'move', file: second, parent: other ?? '' });
    await simulator.changeDrive({ action: 'rename', file: id, name: 'holiday.zip' });
    expect((await list(`'${other}' in parents`)).files).toMatchObject([{ name: 'holiday.zip' }]);
    await simulator.changeDrive({ action: 'trash', file: id });
    expect((await list(`'${other}' in parents and trashed=false`)).files).toEqual([]);
    await simulator.changeDrive({ action: 'remove', file: id });
    expect(await reasonOf(ask(`files/${id}`))).toEqual([404, 'notFound']);
  });

  test('takes storage, told as strings', async () => {
    const { ask } = await drive({ storageBytes: 1_000_000 });
    const usage = String(Object.values(contents).reduce((sum, { length }) => sum + length, 0));
    expect(await jsonOf(ask('about?fields=storageQuota(limit,usage,usageInDriveTrash),user(emailAddress)'))).toEqual({
      storageQuota: { limit: '1000000', usage, usageInDriveTrash: '0' },
      user: { emailAddress: 'first@example.com' },
    });
    expect(await reasonOf(ask('about'))).toEqual([400, 'required']);
  });
});

describe('bytes', () => {
  test('come as a whole or by range, and are counted by file, also those sent again', async () => {
    const { simulator, ask, idOf } = await drive();
    const id = await idOf(first);
    const bytes = contents[first] ?? Buffer.alloc(0);
    const part = async (range: string) => {
      const answer = await ask(`files/${id}?alt=media`, { headers: { range } });
      return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer())] as const;
    };
    expect(await part('bytes=10-19')).toEqual([206, `bytes 10-19/${bytes.length}`, bytes.subarray(10, 20)]);
    expect((await part('bytes=-5'))[2]).toEqual(bytes.subarray(-5));
    expect((await part(`bytes=${bytes.length}-`))[0]).toBe(416);
    expect(Buffer.from(await (await ask(`files/${id}?alt=media`)).arrayBuffer())).toEqual(bytes);
    expect(simulator.statistics().driveFiles).toEqual([
      {
        ...{ id, name: first, bytes: bytes.length, answers: 3, sent: bytes.length + 15, sentAgain: 15 },
        ranges: [
          [10, 19],
          [bytes.length - 5, bytes.length - 1],
          [0, bytes.length - 1],
        ],
      },
    ]);
  });

  test('of what Google takes for malware come to those who say that they know', async () => {
    const { simulator, ask, idOf } = await drive();
    await simulator.changeDrive({ action: 'mark-abusive', file: first });
    const id = await idOf(first);
    expect(await reasonOf(ask(`files/${id}?alt=media`))).toEqual([403, 'cannotDownloadAbusiveFile']);
    expect((await ask(`files/${id}?alt=media&acknowledgeAbuse=true`)).status).toBe(200);
  });

  test('come whole where a fault ignores the range', async () => {
    const { simulator, ask, idOf } = await drive();
    simulator.planFaults({ rules: [{ answer: 'no-range' }] });
    const answer = await ask(`files/${await idOf(first)}?alt=media`, { headers: { range: 'bytes=10-19' } });
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, contents[first]?.length]);
  });
});

describe('who may do what', () => {
  const trash = { method: 'PATCH', body: '{"trashed":true}' };
  const cases = [
    { name: 'drive.readonly', list: 200, download: 200, trash: 403 },
    { name: 'drive.metadata', list: 200, download: 403, trash: 200 },
    { name: 'drive', list: 200, download: 200, trash: 200 },
    { name: 'drive.file', list: 200, download: 404, trash: 404 },
    { name: 'photospicker.mediaitems.readonly', list: 403, download: 403, trash: 403 },
  ];
  test.each(cases)('with $name', async ({ name, ...expected }) => {
    const { simulator, ask } = await drive({}, [scope(name)]);
    const id = (await simulator.driveFiles()).find((file) => file.name === first)?.id;
    const list = (await ask('files')).status;
    const download = (await ask(`files/${id}?alt=media`)).status;
    expect({ list, download, trash: (await ask(`files/${id}`, trash)).status }).toEqual(expected);
  });

  test('drive.file sees what was picked on the consent page, and nothing else', async () => {
    const { simulator, ask } = await drive();
    const picking = { scope: scope('drive.file'), trigger_onepick: 'true', allow_multiple: 'true' };
    const url = consentUrl(simulator, { ...picking, simulate: 'accept', simulate_pick: first });
    const back = locationOf(await fetch(url, { redirect: 'manual' })).searchParams;
    const picked = (await simulator.driveFiles()).find(({ name }) => name === first)?.id;
    expect(back.get('picked_file_ids')).toBe(picked);
    const { access_token: token } = await jsonOf<{ access_token: string }>(exchange(simulator, back.get('code') ?? ''));
    expect((await jsonOf<Listed>(ask('files', {}, token))).files).toMatchObject([{ name: first }]);
    const other = (await simulator.driveFiles()).find(({ name }) => name === second)?.id;
    expect(await reasonOf(ask(`files/${other}`, {}, token))).toEqual([404, 'notFound']);
    expect((await ask(`files/${picked}`, trash, token)).status).toBe(200);
  });

  test('the picker demands its scope alone, prompt=consent and its API', async () => {
    const { simulator } = await drive();
    const status = async (changes: Readonly<Record<string, string | null>>) => {
      const picking = { scope: scope('drive.file'), trigger_onepick: 'true', ...changes };
      return (await fetch(consentUrl(simulator, picking))).status;
    };
    expect(
      await (await fetch(consentUrl(simulator, { scope: scope('drive.file'), trigger_onepick: 'true' }))).text(),
    ).toContain('Select files in Google Drive');
    expect(await status({ scope: `openid ${scope('drive.file')}` })).toBe(400);
    expect(await status({ prompt: 'select_account' })).toBe(400);
    simulator.changeProject({ apis: { picker: false } });
    expect(await status({})).toBe(400);
    expect(await acceptedCode(simulator)).not.toBe('');
  });

  test('nobody where the API is off, and nobody trashes what is not theirs', async () => {
    const { simulator, ask, idOf } = await drive({}, [scope('drive')]);
    const id = await idOf(first);
    await simulator.changeDrive({ action: 'disown', file: id });
    expect(await reasonOf(ask(`files/${id}`, trash))).toEqual([403, 'insufficientFilePermissions']);
    simulator.changeProject({ apis: { drive: false } });
    expect(await reasonOf(ask('files'))).toEqual([403, 'accessNotConfigured']);
  });
});

test.each(driveReasons)('the error %s comes when it is asked for', async (reason) => {
  const { simulator, ask } = await drive();
  simulator.planFaults({ rules: [{ match: { operation: 'drive.files.list' }, answer: { kind: 'drive', reason } }] });
  expect((await reasonOf(ask('files')))[1]).toBe(reason);
});

describe('searches', () => {
  const file: Searchable = {
    ...{ name: "Ann's Takeout 2026.zip", mimeType: 'application/x-zip', parents: ['p1'] },
    ...{ trashed: false, ownedByMe: true, createdAt: Date.parse('2026-03-01T00:00:00Z') },
  };
  test.each([
    ["name = 'Ann\\'s Takeout 2026.zip'", true],
    ["name contains 'take'", true],
    ["name contains 'akeout'", false],
    ["not (trashed=true or 'p2' in parents) and 'me' in owners", true],
    ["mimeType contains 'application/' and createdTime > '2026-02-01T00:00:00Z'", true],
    ["name='x' or name='y' and trashed=false", false],
  ])('%s', (q, expected) => {
    expect(readSearchQuery(q)(file)).toBe(expected);
  });

  test.each(["name ~ 'x'", 'name=', "(name='x'", "name='x' name='y'", 'colour = 1'])('%s is refused', (q) => {
    expect(() => readSearchQuery(q)).toThrow(RangeError);
  });

  test.each(['files(id', 'files)', 'a,,b', 'a;b'])('the fields %s are refused', (fields) => {
    expect(() => readFieldMask(fields)).toThrow(RangeError);
  });
});
