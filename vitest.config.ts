import { defineConfig } from 'vitest/config';
import { enterTestEnvironment, extras } from './test/support/test-environment.ts';

enterTestEnvironment('fixed');

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ['./test/support/vitest-setup.ts'],
    tags: [
      ...extras.map((name) => ({ name, description: `Needs ${name}: skipped unless AFTERIMAGE_TEST_WITH names it.` })),
      { name: 'long', description: 'Short in npm test; npm run test:long runs it in its full length.' },
    ],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
    ],
  },
});
