// Uses members of Electron that the stand-in does not write, so that a test sees them found.
import { app, globalShortcut } from 'electron';

app.on('ready', () => {
  globalShortcut.register('F1', () => undefined);
  console.log(app.getVersion(), app.getGPUFeatureStatus().webgl);
});
