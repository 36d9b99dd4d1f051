import './app/tokens.css';
import './app/base.css';
import { startFailurePage } from './start-failure/start-failure-page.ts';

const showFailure = startFailurePage();

// Everything else is imported from here: whatever goes wrong in fetching, reading, evaluating or first drawing it is
// shown and logged, where it would leave the window blank.
import('./app/start-page.tsx').then(({ startPage }) => startPage(showFailure)).catch(showFailure);
