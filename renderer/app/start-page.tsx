// First, so that no schema is built before it.
import '../api/zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import { createRoot } from 'react-dom/client';
import { languageOf } from '../../electron/contract/languages.ts';
import { directionOf, loadTexts, namedLanguage, writtenAs } from '../messages/languages.ts';
import { Root } from './Root.tsx';

/**
 * Draws the page in the language that its address names; `onFailure` hears of what ends it: React has then removed
 * everything that was drawn.
 */
export async function startPage(onFailure: (thrown: unknown) => void): Promise<void> {
  const place = document.getElementById('root');
  if (place === null) throw new Error('index.html has no #root');
  const language = namedLanguage(window.location.search) ?? languageOf(navigator.languages, 'system');
  const texts = await loadTexts(language);
  document.documentElement.lang = writtenAs(language);
  document.documentElement.dir = directionOf(language);
  createRoot(place, { onUncaughtError: onFailure }).render(<Root language={writtenAs(language)} texts={texts} />);
}
