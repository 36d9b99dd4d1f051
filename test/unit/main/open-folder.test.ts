import { expect, it } from 'vitest';
import { ok } from '../../../electron/contract/result.ts';
import { openFolder } from '../../../electron/main/system/open-folder.ts';

const folder = '/media/disk/Photos';

it('opens a folder', async () => {
  const opened: string[] = [];
  const openPath = async (path: string): Promise<string> => {
    opened.push(path);
    return '';
  };
  expect(await openFolder({ openPath }, folder)).toEqual(ok(undefined));
  expect(opened).toEqual([folder]);
});

it.each([
  ['answers with what went wrong', async () => 'No application is registered for this'],
  ['rejects', () => Promise.reject(new Error('No application is registered for this'))],
])('tells that it could not when the system %s', async (_how, openPath) => {
  expect(await openFolder({ openPath }, folder)).toMatchObject({
    ok: false,
    problem: { code: 'folder-not-opened', detail: expect.stringContaining('No application is registered for this') },
  });
});
