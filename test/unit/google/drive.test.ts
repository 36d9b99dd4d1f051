import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { simulatedEndpoints } from '../../../electron/contract/endpoints.ts';
import { createDrive, type Drive, quoted } from '../../../electron/engine/google/drive.ts';
import type { FaultPlanInput } from '../../simulator/server/faults/fault-rules.ts';
import { startSimulator } from '../../simulator/server/simulator.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { pipeline } from './pipeline.ts';

const never = new AbortController().signal;
const content = Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 251));
const name = 'takeout-20260301T120000Z-001.zip';

async function driveWith(scope = 'drive.readonly') {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), content);
  const simulator = await startSimulator({ items: 1, albums: 0, drive: { folder } });
  onTestFinished(() => simulator.close());
  const { accessToken } = await simulator.grant([`https://www.googleapis.com/auth/${scope}`]);
  const line = pipeline({ service: 'drive', tokens: { accessToken: async () => ({ ok: true, value: accessToken }) } });
  const drive = createDrive(line.http, simulatedEndpoints(simulator.url).drive);
  const id = (await simulator.driveFiles()).find((file) => file.name === name)?.id ?? '';
  return { folder, simulator, drive, id };
}

async function brought(drive: Drive, id: string, begin: number, end: number, fileBytes = content.length) {
  const chunks: Buffer[] = [];
  const result = await drive.bytes(
    id,
    { begin, end, fileBytes },
    (chunk) => void chunks.push(Buffer.from(chunk)),
    never,
  );
  return result.ok ? Buffer.concat(chunks) : result.problem.code;
}

const codeOf = (result: { readonly ok: boolean; readonly problem?: { readonly code: string } }) =>
  result.ok ? 'ok' : result.problem?.code;

describe('Drive', () => {
  test('is searched page by page and tells what a file is', async () => {
    const { drive, simulator, id } = await driveWith();
    for (let i = 0; i < 3; i += 1) await simulator.changeDrive({ action: 'add-folder', name: "Ann's" });
    const found = await drive.search(`name=${quoted("Ann's")}`, never);
    expect(found).toMatchObject({ ok: true, value: { isIncomplete: false, files: [{ bytes: null }, {}, {}] } });
    expect(await drive.file(id, never)).toMatchObject({
      ok: true,
      value: {
        id,
        name,
        bytes: content.length,
        md5: expect.stringMatching(/^[\da-f]{32}$/),
        isTrashed: false,
        isOwned: true,
      },
    });
    expect(await drive.file('gone', never)).toEqual({ ok: true, value: null });
  });

  test('says whose it is and how full', async () => {
    const { drive } = await driveWith();
    const value = { email: 'first@example.com', limitBytes: null, usedBytes: content.length, trashBytes: 0 };
    expect(await drive.about(never)).toEqual({ ok: true, value });
  });

  test('puts into the trash only with the permission for it', async () => {
    const { drive, id } = await driveWith();
    expect(codeOf(await drive.trash(id, never))).toBe('scope-missing');
    const other = await driveWith('drive.metadata');
    expect(codeOf(await other.drive.trash(other.id, never))).toBe('ok');
    expect((await other.simulator.driveFiles()).find((file) => file.id === other.id)?.trashed).toBe(true);
  });
});

describe('a range', () => {
  test('comes exactly, and goes on where it broke off', async () => {
    const { drive, simulator, id } = await driveWith();
    expect(await brought(drive, id, 100, 4_100)).toEqual(content.subarray(100, 4_100));
    expect(await brought(drive, id, 0, content.length)).toEqual(content);
    simulator.resetStatistics();
    simulator.planFaults({ rules: [{ times: 2, answer: { kind: 'truncate', afterBytes: 1_000 } }] });
    expect(await brought(drive, id, 100, 4_100)).toEqual(content.subarray(100, 4_100));
    expect(simulator.statistics().driveFiles).toMatchObject([{ answers: 3, sent: 4_000, sentAgain: 0 }]);
  });

  const rule = (answer: NonNullable<FaultPlanInput['rules']>[number]['answer']): FaultPlanInput => ({
    rules: [{ answer }],
  });
  test.each<[string, FaultPlanInput]>([
    ['drive-range-ignored', rule('no-range')],
    ['drive-download-quota', rule({ kind: 'drive', reason: 'downloadQuotaExceeded' })],
    ['drive-daily-limit', rule({ kind: 'drive', reason: 'dailyLimitExceeded' })],
    ['quota-minute', rule({ kind: 'drive', reason: 'userRateLimitExceeded' })],
    ['drive-file-flagged', rule({ kind: 'drive', reason: 'cannotDownloadAbusiveFile' })],
    ['drive-file-not-picked', rule({ kind: 'drive', reason: 'appNotAuthorizedToFile' })],
    ['drive-not-allowed', rule({ kind: 'drive', reason: 'insufficientFilePermissions' })],
    ['drive-not-allowed', rule({ kind: 'drive', reason: 'domainPolicy' })],
    ['drive-file-gone', rule({ kind: 'drive', reason: 'notFound' })],
    ['access-token-refused', rule({ kind: 'drive', reason: 'authError' })],
    ['google-unavailable', rule({ kind: 'drive', reason: 'backendError' })],
  ])('that does not come is %s', async (code, plan) => {
    const { drive, simulator, id } = await driveWith();
    simulator.planFaults(plan);
    expect(await brought(drive, id, 10, 20)).toBe(code);
  });

  test('comes although passing faults strike', async () => {
    const { drive, simulator, id } = await driveWith();
    simulator.planFaults({
      rules: [
        { times: 1, answer: 'no-range' },
        { times: 1, answer: { kind: 'status', status: 503 } },
      ],
    });
    expect(await brought(drive, id, 10, 20)).toEqual(content.subarray(10, 20));
  });

  test('of a file that has another length now is refused', async () => {
    const { drive, id } = await driveWith();
    expect(await brought(drive, id, 10, 20, content.length + 1)).toBe('drive-file-changed');
    expect(await brought(drive, id, 6_000, 6_100, 7_000)).toBe('drive-file-changed');
  });

  test('needs the API and the permission', async () => {
    const { drive, simulator, id } = await driveWith('drive.metadata');
    expect(await brought(drive, id, 10, 20)).toBe('scope-missing');
    simulator.changeProject({ apis: { drive: false } });
    const off = await drive.about(never);
    expect(off).toMatchObject({
      problem: { code: 'api-disabled', link: expect.stringContaining('drive.googleapis.com') },
    });
  });
});
