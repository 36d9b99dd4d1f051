import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import main from '../../vite.main.config.ts';

/** The command line with the threads that it starts. */
const parts = ['cli', 'decode-worker', 'disk-worker', 'receiving-thread'] as const;

/** For calls within the tests' own process (command-line-here.ts). */
const program = 'electron/cli/program.ts';

/** How the entry tells whether it may talk to a simulated Google: by being a source. */
const isSource = "import.meta.url.endsWith('.ts')";

/**
 * Bundles the command line as it is shipped, but one that may talk to a simulated Google; the integration tests'
 * calls then take half of the processor time, which goes into stripping types and finding hundreds of files. Vitest's
 * globalSetup; in the project's tree, where the bundle finds what is not in it.
 */
// biome-ignore lint/style/noDefaultExport: Vitest takes the default export of its globalSetup.
export default async function buildCommandLine(): Promise<() => void> {
  const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'command-line-'));
  const { input, ...options } = main.build.rollupOptions;
  await build({
    ...main,
    configFile: false,
    logLevel: 'warn',
    plugins: [...main.plugins, asDevelopmentBuild()],
    build: {
      ...main.build,
      outDir: folder,
      rollupOptions: {
        ...options,
        input: { ...Object.fromEntries(parts.map((part) => [part, input[part]])), program },
      },
    },
  });
  // As beside the shipped one; without it Node parses each file twice to find out what it is.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  process.env['AFTERIMAGE_TEST_COMMAND_LINE'] = join(folder, 'cli.js');
  process.env['AFTERIMAGE_TEST_PROGRAM'] = join(folder, 'program.js');
  return () => rmSync(folder, { recursive: true, force: true });
}

function asDevelopmentBuild(): Plugin {
  return {
    name: 'as-development-build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith('/electron/cli/main.ts')) return null;
      if (!code.includes(isSource))
        throw new Error(`${id} tells a development build in another way than by ${isSource}`);
      return { code: code.replace(isSource, 'true'), map: null };
    },
  };
}
