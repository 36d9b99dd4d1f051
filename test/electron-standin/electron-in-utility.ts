// What `import … from 'electron'` finds in a utility process.
import { onlyWhatIsWritten } from './core/not-implemented.ts';
import { makeNet } from './network/net.ts';

export const net = makeNet(() => undefined);
export const systemPreferences = onlyWhatIsWritten('systemPreferences', {});

const electron = onlyWhatIsWritten('electron/utility', { net, systemPreferences });

// biome-ignore lint/style/noDefaultExport: packages import Electron's default export
export { electron as default, electron as 'module.exports' };
