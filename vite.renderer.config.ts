import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page: built to out/renderer and served by the main process at app://bundle/. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // The Content Security Policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The styles of screens that come later are small, and a screen without them would flash.
    cssCodeSplit: false,
    // The page is read from the disk it is installed on.
    chunkSizeWarningLimit: 1_000,
    target: 'chrome140',
  },
});
