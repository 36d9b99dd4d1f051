import { defineConfig } from 'vitest/config';
import { enterTestEnvironment, extras, isLong } from './test/support/test-environment.ts';

enterTestEnvironment('fixed');

/**
 * Large buffers come and go, for which V8 would collect the whole heap again and again, on every core: a tenth to a sixth of
 * the processor time.
 */
const spareCollections = ['--single-threaded-gc', '--heap-growing-percent=400'];

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than two cores: most integration tests wait for programs that they have started. With four, all suites
    // together took longer: ten and a half minutes in place of just under ten.
    maxWorkers: 3,
    // Waits are for states; these limits are only for what hangs, on a machine that is busy with other things, too.
    testTimeout: isLong() ? 1_200_000 : 120_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
    setupFiles: ['./test/support/vitest-setup.ts', ...(isLong() ? ['./test/support/long-properties.ts'] : [])],
    tags: [
      ...extras.map((name) => ({ name, description: `Needs ${name}: skipped unless AFTERIMAGE_TEST_WITH names it.` })),
      { name: 'long', description: 'Short in npm test; npm run test:long runs it in its full length.' },
    ],
    projects: [
      // Unit tests leave nothing behind in their process, so that all share two, which halves their time.
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false, execArgv: spareCollections },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: isLong() ? [] : ['**/*.long.test.ts'],
          // As with the unit tests; the command line that is called in these processes is loaded and compiled once.
          isolate: false,
          globalSetup: ['./test/support/command-line-build.ts'],
          execArgv: spareCollections,
          testTimeout: isLong() ? 1_200_000 : 300_000,
        },
      },
    ],
  },
});
