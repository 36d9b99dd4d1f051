import { onlyWhatIsWritten } from '../core/not-implemented.ts';

/** `clipboard`: text, kept in this process and hidden from the machine's own clipboard. */
export function makeClipboard(): Pick<Electron.Clipboard, 'clear' | 'has' | 'readText' | 'writeText'> {
  let text = '';
  return onlyWhatIsWritten('clipboard', {
    readText: async () => text,
    writeText: async (written) => {
      text = written;
    },
    has: async (mimetype) => mimetype === 'text/plain' && text !== '',
    clear: () => {
      text = '';
    },
  });
}
