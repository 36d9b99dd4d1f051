import { useEffect } from 'react';
import { goTo } from '../store/go-to.ts';

/** A screen that is opened for its search has it on the page within this time, in milliseconds. */
const openedMs = 2_000;

/** Ctrl+F (⌘F) and "/" lead to the search of the screen, or to that of the photos where it has none. */
export function useSearchKeys(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (!asksForSearch(event)) return;
      event.preventDefault();
      if (focusSearch()) return;
      goTo('photos');
      focusSearchWhenThere();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}

function asksForSearch({ key, ctrlKey, metaKey, altKey, shiftKey, target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || altKey || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null)
    return false;
  if (key.toLowerCase() === 'f') return (ctrlKey || metaKey) && !shiftKey;
  // On some keyboards "/" needs Shift. In a field it is a letter.
  const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
  return key === '/' && !ctrlKey && !metaKey && !isTyping;
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]');
  search?.focus();
  search?.select();
  return search !== null;
}

function focusSearchWhenThere(): void {
  const stop = (): void => {
    watcher.disconnect();
    clearTimeout(limit);
  };
  const watcher = new MutationObserver(() => {
    if (focusSearch()) stop();
  });
  const limit = setTimeout(stop, openedMs);
  watcher.observe(document.body, { childList: true, subtree: true });
}
