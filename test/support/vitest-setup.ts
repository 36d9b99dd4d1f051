import { beforeEach } from 'vitest';
import { extras } from './test-environment.ts';

// A test that needs an extra says so by a tag of that name.
beforeEach(async ({ task, skip }) => {
  for (const extra of extras) {
    if (task.tags?.includes(extra) !== true) continue;
    // Loaded only here: most files of tests have no such test.
    const { whyWithout } = await import('./extras.ts');
    const reason = whyWithout(extra);
    if (reason !== null) skip(reason);
  }
});
