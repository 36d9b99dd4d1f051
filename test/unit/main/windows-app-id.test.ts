import { describe, expect, it } from 'vitest';
import { appId } from '../../../build/packaging/identity.ts';
import { setWindowsAppId } from '../../../electron/main/system/windows-app-id.ts';

const execPath = 'C:\\afterimage\\node_modules\\electron\\dist\\electron.exe';

/** What Windows is told. */
function toldBy(isPackaged: boolean, platform: NodeJS.Platform): readonly string[] {
  const told: string[] = [];
  setWindowsAppId({ isPackaged, setAppUserModelId: (id) => void told.push(id) }, { platform, execPath });
  return told;
}

describe('the id by which Windows finds the entry in the Start menu', () => {
  it("is the installer's for the installed app", () => {
    expect(toldBy(true, 'win32')).toEqual([appId]);
  });

  it("is the path of Electron's program in development, as Electron's documentation says", () => {
    expect(toldBy(false, 'win32')).toEqual([execPath]);
  });

  it('is nothing elsewhere', () => {
    expect(toldBy(true, 'linux')).toEqual([]);
  });
});
