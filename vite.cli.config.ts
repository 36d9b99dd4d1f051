import { defineConfig } from 'vite';
import { nodeBundle } from './build/bundling/node-bundle.ts';

/** The command line: built to out/cli. */
export default defineConfig(nodeBundle('cli', { main: 'electron/cli/main.ts' }));
