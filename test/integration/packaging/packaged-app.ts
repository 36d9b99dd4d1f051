import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { linuxName, packagedFolder } from '../../../build/packaging/identity.ts';
import { writeElectronZips } from './electron-zip.ts';
import { npmRun } from './npm-run.ts';
import { copyProject } from './project-copy.ts';

/** The app packaged by the project's own Forge configuration, around a stand-in for Electron's program. */
export interface PackagedApp extends AsyncDisposable {
  /** The copy of the project that it was built and packaged in. */
  readonly project: string;
  /** The folder that Forge made. */
  readonly folder: string;
  readonly executable: string;
  readonly asar: string;
  /** The archive and what lies unpacked beside it, as one folder that knows nothing of the project. */
  readonly unpack: () => Promise<string>;
}

/** Runs `npm run package` as a person would; it builds first. */
export async function packageApp(): Promise<PackagedApp> {
  const project = await copyProject();
  try {
    await writeElectronZips(join(project.folder, 'zips'), 'linux', ['x64', 'arm64']);
    await runForge(project.folder, process.arch);
  } catch (error) {
    await project[Symbol.asyncDispose]();
    throw error;
  }
  const folder = join(project.folder, packagedFolder, `Afterimage-linux-${process.arch}`);
  const asar = join(folder, 'resources', 'app.asar');
  // Not within the project, whose node_modules would hide what is missing.
  const unpacked = join(tmpdir(), `afterimage-unpacked-${process.pid}`);
  return {
    project: project.folder,
    folder,
    executable: join(folder, linuxName),
    asar,
    unpack: async () => {
      if (!existsSync(unpacked)) extractAll(asar, unpacked);
      return unpacked;
    },
    [Symbol.asyncDispose]: async () => {
      await project[Symbol.asyncDispose]();
      await rm(unpacked, { recursive: true, force: true });
    },
  };
}

/** `npm run package` with the stand-in's zip in place of the download. Rejects with what it wrote when it fails. */
export async function runForge(project: string, arch: string): Promise<void> {
  const ended = await npmRun(project, 'package', {
    args: ['--platform=linux', `--arch=${arch}`],
    environment: { AFTERIMAGE_ELECTRON_ZIPS: join(project, 'zips') },
  });
  if (ended.code !== 0) throw new Error(`npm run package ended with ${ended.code}:\n${ended.output}`);
}
