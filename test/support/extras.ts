import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chooseChromium } from '../electron-standin/chromium/choose-chromium.ts';
import { whyNoSecretService } from './desktop-session.ts';
import { type Extra, isWith, statedPath } from './test-environment.ts';

const missing: Readonly<Record<Extra, () => string | null>> = {
  exiftool: () => whyNotInstalled('exiftool', '-ver'),
  'media-tools': () =>
    whyNotInstalled('ffmpeg', '-version') ?? whyNotInstalled('heif-enc', '--help', 'libheif-examples on Debian'),
  rclone: () => whyNotInstalled('rclone', 'version'),
  'secret-service': whyNoSecretService,
  shells: () =>
    shellPrograms.map(([program, argument]) => whyNotInstalled(program, argument)).find((why) => why !== null) ?? null,
  systemd: () => whyNotInstalled('systemd-analyze', '--version'),
  'system-chromium': () =>
    chooseChromium(undefined, existsSync).kind === 'installed' ? null : 'no Chromium and no Chrome is installed',
};

/** What completions and the manual are tried with. */
const shellPrograms = [
  ['bash', '--version'],
  ['zsh', '--version'],
  ['fish', '--version'],
  ['mandoc', '-v'],
] as const;

function whyNotInstalled(program: string, argument: string, from: string = program): string | null {
  const env = { PATH: statedPath(process.env, process.platform) };
  const tried = spawnSync(program, [argument], { stdio: 'ignore', env });
  const advice = from === program ? '' : ` (it comes with ${from})`;
  return tried.error === undefined ? null : `${program} is not installed${advice}`;
}

/** Why this machine has not got it; null when it has. */
export function whyMissing(extra: Extra): string | null {
  return missing[extra]();
}

/**
 * Why this run goes without it; null when the tests are to use it. Throws when the run was told to use what this
 * machine has not got: to skip it quietly would be a green run of what was never tried.
 */
export function whyWithout(extra: Extra): string | null {
  if (!isWith(extra)) return `${extra}: only with AFTERIMAGE_TEST_WITH=${extra}`;
  const reason = whyMissing(extra);
  if (reason !== null) throw new Error(`AFTERIMAGE_TEST_WITH names ${extra}, but ${reason}.`);
  return null;
}
