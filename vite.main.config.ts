import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

/** Native modules cannot be bundled; they are packaged beside the bundle. */
const native = [
  'electron',
  'electron/main',
  'electron/common',
  'electron/utility',
  'sharp',
  'keytar',
  'keytar/keytar.js',
];

/** The main process, the engine's process, its disk thread and the command line: out/main. */
export default defineConfig({
  // No product folder has static files for these processes.
  publicDir: false,
  ssr: { noExternal: true, external: native },
  build: {
    ssr: true,
    outDir: 'out/main',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: {
        main: 'electron/main/main.ts',
        engine: 'electron/main/engine-process/engine-main.ts',
        'disk-worker': 'electron/engine/destination/disk-worker.ts',
        cli: 'electron/cli/main.ts',
      },
      external: [...native, ...builtinModules, /^node:/],
      // One folder, so that an engine module finds its worker beside itself whichever chunk it is in.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
