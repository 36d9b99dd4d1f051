import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A Chromium program and the environment it needs on top of ours. */
export type ChromiumProgram = { readonly path: string; readonly env: Readonly<Record<string, string>> };

/**
 * The headless Chromium from `@sparticuz/chromium` with the libraries and the font it brings, unpacked once (2 s, 211 MB)
 * into `node_modules/.cache`. Of the package only the files are used: its default flags switch off site isolation and
 * web security, which would falsify the tests.
 */
export async function packagedChromium(): Promise<ChromiumProgram> {
  const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const cache = join(packageFolder, '..', '..', '.cache', 'electron-standin');
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder, cache);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** Several test workers may start at once: each unpacks for itself and the first to finish wins. */
async function unpackInto(folder: string, cache: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'unpacking-'));
  await withEnvironment({ TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }, async () => {
    // The package reads both variables: the first says where to unpack, the second that its libraries are wanted.
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  });
  // The package's own fonts.conf names /tmp/fonts; ours names the place where the fonts really are.
  writeFileSync(join(partial, 'fonts', 'fonts.conf'), fontsConf(join(folder, 'fonts')));
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The package also *writes* LD_LIBRARY_PATH and more; none of it may reach the app's native modules. */
async function withEnvironment(extra: Readonly<Record<string, string>>, action: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, extra);
  try {
    await action();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}
