// First, so that no schema is built before it.
import '../api/zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { Root } from './Root.tsx';

/** Draws the page; `onFailure` hears of what ends it: React has then removed everything that was drawn. */
export function startPage(onFailure: (thrown: unknown) => void): void {
  const place = document.getElementById('root');
  if (place === null) throw new Error('index.html has no #root');
  createRoot(place, { onUncaughtError: onFailure }).render(<Root />);
}
