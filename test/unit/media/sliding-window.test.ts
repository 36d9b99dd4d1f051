import { expect, test } from 'vitest';
import { jpegEnd } from '../../../electron/engine/media/jpeg-end.ts';
import { bytesAccess } from '../../../electron/engine/media/random-access.ts';
import { windowBytes, windowOver } from '../../../electron/engine/media/sliding-window.ts';

function counted(bytes: Uint8Array) {
  const access = bytesAccess(bytes);
  const reads: number[] = [];
  const read = (offset: number, length: number) => {
    reads.push(length);
    return access.read(offset, length);
  };
  return { reads, window: windowOver({ size: access.size, read }) };
}

test('who leaps from head to head reads little of what lies in between', async () => {
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0xff, 0xff]), Buffer.alloc(0xffff - 2, 1)]);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x5a, 0xff, 0xd9]);
  const { reads, window } = counted(
    Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array.from({ length: 100 }, () => comment), scan]),
  );
  expect(await jpegEnd(window)).toEqual({ kind: 'whole' });
  expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(0.05 * window.size);
});

test('who reads on gets large pieces, and all of the bytes', async () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);
  const { reads, window } = counted(bytes);
  for (let at = 0; at + 100 <= bytes.length; at += 100) {
    const view = await window.view(at, 100);
    expect([view?.getUint8(0), view?.getUint8(99)]).toEqual([bytes[at], bytes[at + 99]]);
  }
  expect(await window.view(bytes.length - 50, 100)).toBeNull();
  expect(reads.length).toBeLessThan(2 + bytes.length / (windowBytes - 100));
});
