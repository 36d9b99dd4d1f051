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
    // The Content Security Policy allows no data: addresses, and the polyfill would fetch.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'chrome140',
    // The page is read from the disk it is installed on: one file is as quick as many.
    chunkSizeWarningLimit: 1_500,
  },
});
