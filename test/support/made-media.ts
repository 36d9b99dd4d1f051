import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { testEnvironment } from './test-environment.ts';

/** Files as other programs make them. */
export interface MadeMedia {
  /** All of them, by name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** The sizes at which pictures are shown, upright. */
  readonly pictures: Readonly<Record<string, readonly [width: number, height: number]>>;
  readonly films: readonly string[];
}

/** Makes HEIC with heif-enc and films with ffmpeg, in `folder`. Throws when a program fails. */
export async function madeMedia(folder: string): Promise<MadeMedia> {
  await mkdir(folder, { recursive: true });
  const upright = join(folder, 'upright.jpg');
  const turned = join(folder, 'turned.jpg');
  const scene = sharp({ create: { width: 640, height: 480, channels: 3, background: '#2f7f8f' } });
  await scene.clone().jpeg().toFile(upright);
  await scene.clone().jpeg().withMetadata({ orientation: 6 }).toFile(turned);
  const files: Record<string, Uint8Array> = {};
  const pictures: Record<string, readonly [number, number]> = {};
  async function heic(name: string, source: string, size: readonly [number, number], more: readonly string[] = []) {
    await run('heif-enc', [...more, '-q', '60', '-o', join(folder, name), source]);
    files[name] = await readFile(join(folder, name));
    pictures[name] = size;
  }
  await heic('upright.heic', upright, [640, 480]);
  await heic('turned.heic', turned, [640, 480]);
  // Older ones leave the turn in the EXIF data alone, which HEIF says is not to be looked at (ISO/IEC 23008-12, 6.5.10).
  if (Buffer.from(files['turned.heic'] ?? []).includes('irot')) pictures['turned.heic'] = [480, 640];
  await heic('small-beside.heic', upright, [640, 480], ['-t', '320']);
  // Since libheif 1.19; older ones make no tiles, which the unit tests have of their own.
  if ((await outputOf('heif-enc', ['--help'])).includes('--cut-tiles')) {
    await heic('tiled.heic', upright, [640, 480], ['--cut-tiles', '256']);
  }
  for (const [name, codec] of [
    ['film-h264.mp4', ['-c:v', 'libx264']],
    ['film-hevc.mp4', ['-c:v', 'libx265', '-tag:v', 'hvc1']],
    ['film-h264.mov', ['-c:v', 'libx264', '-f', 'mov']],
  ] as const) {
    await run('ffmpeg', [...plainFilm, ...codec, '-movflags', '+faststart', '-y', join(folder, name)]);
    files[name] = await readFile(join(folder, name));
  }
  return { files, pictures, films: Object.keys(files).filter((name) => name.startsWith('film-')) };
}

/** One second red, one green, one blue. */
const plainFilm = [
  ...['-hide_banner', '-loglevel', 'error'],
  ...['red', 'lime', 'blue'].flatMap((colour) => ['-f', 'lavfi', '-i', `color=${colour}:s=320x240:d=1:r=10`]),
  ...['-filter_complex', '[0][1][2]concat=n=3,format=yuv420p', '-g', '10'],
];

async function run(program: string, args: readonly string[]): Promise<void> {
  const { code, output } = await ended(program, args);
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${output}`);
}

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  return (await ended(program, args)).output;
}

function ended(
  program: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: testEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const texts: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => texts.push(text.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: texts.join('') }));
  });
}
