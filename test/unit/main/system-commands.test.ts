import { describe, expect, it } from 'vitest';
import { googleEndpoints } from '../../../electron/contract/endpoints.ts';
import { ok } from '../../../electron/contract/result.ts';
import { systemCommands } from '../../../electron/main/system/system-commands.ts';
import { write } from './support/app-state.ts';

type System = Parameters<typeof systemCommands>[0];

/** What a test does not use. */
function unused(): never {
  throw new Error('This should not have been asked');
}

/** Deeds over a clipboard that takes what it is given, or refuses it for this reason. */
function commandsWith(refusal: string | null = null) {
  const written: string[] = [];
  const clipboard: Pick<System['clipboard'], 'writeText'> = {
    writeText: async (text) => {
      // As in Electron 45: it is known later whether it was written.
      await Promise.resolve();
      if (refusal !== null) throw new Error(refusal);
      written.push(text);
    },
  };
  const shell = { openExternal: unused, openPath: unused, showItemInFolder: unused };
  const dialog = { showOpenDialog: unused, showSaveDialog: unused };
  return { written, commands: systemCommands({ clipboard, shell, dialog }, '/app', write) };
}

describe('copying', () => {
  it('is done when the clipboard has it', async () => {
    const { commands: deeds, written } = commandsWith();
    expect(await deeds.copyText('a line')).toEqual(ok(undefined));
    expect(await deeds.copyPickerPage('https://photos.google.com/picker/1', googleEndpoints)).toEqual(ok(undefined));
    expect(written).toEqual(['a line', 'https://photos.google.com/picker/1']);
  });

  it('that the system refuses is a problem with its reason, and nothing is left floating', async () => {
    const { commands: deeds } = commandsWith('The clipboard is locked');
    const problem = { code: 'text-not-copied', detail: 'The clipboard is locked' };
    expect(await deeds.copyText('a line')).toMatchObject({ ok: false, problem });
    expect(await deeds.copyPickerPage('https://photos.google.com/picker/1', googleEndpoints)).toMatchObject({
      problem,
    });
  });

  it('is refused for what is not the page to choose on', async () => {
    const { commands: deeds, written } = commandsWith();
    const answer = await deeds.copyPickerPage('https://example.com/', googleEndpoints);
    expect(answer).toMatchObject({ problem: { code: 'link-not-opened' } });
    expect(written).toEqual([]);
  });
});
