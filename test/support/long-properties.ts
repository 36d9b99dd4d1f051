import fc from 'fast-check';
import { runsOf } from './test-environment.ts';

/** fast-check's own number, for properties that name none. */
const usualRuns = 100;

fc.configureGlobal({ numRuns: runsOf(usualRuns) });
