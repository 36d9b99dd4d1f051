import { builtinModules } from 'node:module';
import type { UserConfig } from 'vite';
import { asciiText } from './build/bundling/ascii-text.ts';
import { leaveOutUnusedOfGoogleapis } from './build/bundling/unused-of-googleapis.ts';

/** Not bundled but packaged beside the bundle: compiled code, and libraries that anybody may replace. */
const unbundled = [
  'electron',
  'electron/main',
  'electron/common',
  'electron/utility',
  'keytar',
  'keytar/keytar.js',
  '@imagemagick/magick-wasm',
  'libheif-js/libheif-wasm/libheif.js',
];

/** The processes of main, engine and decoder, their threads, and the command line: out/main. */
const config = {
  // No product folder has static files for these processes.
  publicDir: false,
  plugins: [leaveOutUnusedOfGoogleapis(), asciiText()],
  ssr: { noExternal: true, external: unbundled },
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
        decoder: 'electron/main/decoder-process/decoder-main.ts',
        'decode-worker': 'electron/engine/media/decoding/decode-worker.ts',
        'disk-worker': 'electron/engine/destination/disk-worker.ts',
        'receiving-thread': 'electron/engine/runs/receiving-thread.ts',
        cli: 'electron/cli/main.ts',
      },
      external: [...unbundled, ...builtinModules, /^node:/],
      // One folder, so that a module finds its worker beside itself whichever chunk it is in.
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        // V8 keeps them in memory with the source; out/licences.txt has the licences.
        comments: false,
      },
    },
  },
} satisfies UserConfig;

export default config;
