import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fetched, listed, opened } from './part-reading.ts';

const block = 512;

/** A header that may say anything. */
function header(name: string, type: string, size: string | bigint): Buffer {
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0, 100, 'utf8');
  bytes.write('0000644\0', 100);
  if (typeof size === 'string') bytes.write(size.padStart(11, '0'), 124, 12);
  else {
    bytes[124] = 0x80;
    bytes.writeBigUInt64BE(BigInt.asUintN(64, size), 128);
  }
  bytes.write('00000000000\0', 136);
  bytes.write(`        ${type}`, 148);
  bytes.write('ustar\x0000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return bytes;
}

function padded(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}

function file(name: string, content = name): Buffer {
  return Buffer.concat([header(`Takeout/${name}`, '0', content.length.toString(8)), padded(content)]);
}

function pax(...records: readonly (readonly [string, string])[]): Buffer {
  const lines = records.map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    return rest.length + 2 < 10 ? `${rest.length + 1}${rest}` : `${rest.length + 2}${rest}`;
  });
  const body = lines.join('');
  return Buffer.concat([header('PaxHeaders/x', 'x', body.length.toString(8)), padded(body)]);
}

async function partOf(...pieces: readonly Buffer[]) {
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.tgz');
  await writeFile(path, gzipSync(Buffer.concat([...pieces, Buffer.alloc(2 * block)])));
  return opened(path);
}

const noise = Buffer.alloc(4096, 0x5a);

test.each([
  ['a folder', '5'],
  ['a hard link', '1'],
  ['a symbolic link', '2'],
  ['a character device', '3'],
  ['a block device', '4'],
  ['a pipe', '6'],
  ['something that nobody knows', 'S'],
])('%s that claims a size, with data behind it or without, is told and costs nothing else', async (_, type) => {
  for (const data of [noise, Buffer.alloc(4096), Buffer.alloc(0)]) {
    const liar = header('Takeout/x', type, (4096).toString(8));
    const part = await partOf(file('a.jpg'), liar, data, file('b.jpg'));
    const { entries, end } = await listed(part);
    expect(end).toBeNull();
    expect(entries.map(({ path, refusal }) => [path, refusal?.code])).toEqual([
      ['Takeout/a.jpg', undefined],
      ['Takeout/x', 'entry-refused'],
      ['Takeout/b.jpg', undefined],
    ]);
    expect(await fetched(part, { path: 'Takeout/b.jpg', position: 2 })).toEqual(Buffer.from('b.jpg'));
  }
});

const name = 'Takeout/false.jpg';

test.each([
  ['2^60 bytes', [header(name, '0', 1n << 60n)]],
  ['a negative number of bytes', [header(name, '0', -5n)]],
  ['no number', [header(name, '0', 'zzz')]],
  ['2^60 bytes in an extended header', [pax(['size', String(2 ** 60)]), header(name, '0', '5')]],
  ['twenty digits in an extended header', [pax(['size', '99999999999999999999']), header(name, '0', '5')]],
  ['no number in an extended header', [pax(['size', '-1']), header(name, '0', '5')]],
  ['a petabyte', [header(name, '0', 1n << 50n)]],
])('a file that claims %s costs itself', async (_, liar) => {
  const part = await partOf(file('a.jpg'), ...liar, padded('false'), noise, file('b.jpg'));
  const { entries, end } = await listed(part);
  expect(end).toBeNull();
  expect(entries.map(({ path, bytes, refusal }) => [path, bytes, refusal?.code])).toEqual([
    ['Takeout/a.jpg', 5, undefined],
    [name, 0, 'entry-damaged'],
    ['Takeout/b.jpg', 5, undefined],
  ]);
  expect(await fetched(part, { path: name, position: 1 })).toBe('entry-damaged');
  expect(await fetched(part, { path: 'Takeout/b.jpg', position: 2 })).toEqual(Buffer.from('b.jpg'));
});

test('an extended header that claims more than any costs the member behind it', async () => {
  const part = await partOf(header('PaxHeaders/x', 'x', 1n << 62n), file('a.jpg'), file('b.jpg'));
  const { entries, end } = await listed(part);
  expect([entries.map(({ path, refusal }) => [path, refusal?.code]), end]).toEqual([
    [
      ['Takeout/a.jpg', 'entry-damaged'],
      ['Takeout/b.jpg', undefined],
    ],
    null,
  ]);
});

test.each([
  ['some blocks too many', 5 + 2 * block, ['a.jpg', 'false.jpg', 'c.jpg'], 2],
  ['more than there are', 50_000, ['a.jpg', 'false.jpg', 'b.jpg', 'c.jpg'], 3],
  ['too few', 5, ['a.jpg', 'false.jpg', 'b.jpg', 'c.jpg'], 3],
])(
  'a size of %s leaves the members that can be found, and the part is not taken for whole',
  async (_, size, names, c) => {
    const liar = Buffer.concat([header(name, '0', size.toString(8)), padded('x'.repeat(600))]);
    const part = await partOf(file('a.jpg'), liar, file('b.jpg'), file('c.jpg'));
    const { entries, end } = await listed(part);
    expect(entries.map(({ path }) => path)).toEqual(names.map((one) => `Takeout/${one}`));
    expect(end?.code).toBe('part-damaged');
    expect(await fetched(part, { path: 'Takeout/c.jpg', position: c })).toEqual(Buffer.from('c.jpg'));
  },
);

test('an archive full of sizes beyond its end is not read for ever', async () => {
  const liars = Array.from({ length: 50 }, (_, i) => header(`Takeout/${i}.jpg`, '0', (60_000).toString(8)));
  const { entries, end } = await listed(await partOf(...liars));
  expect([entries.length, end?.code]).toEqual([4, 'part-truncated']);
});

test('a cut archive is cut, whatever its last member claims', async () => {
  const path = join(await temporaryFolder(), 'takeout-20260905T101112Z-001.tgz');
  await writeFile(path, gzipSync(Buffer.concat([file('a.jpg'), header(name, '0', '1000'), Buffer.alloc(100)])));
  const { entries, end } = await listed(await opened(path));
  expect([entries.length, end?.code, end?.detail]).toEqual([2, 'part-truncated', `It ends in or behind ${name}.`]);
});
