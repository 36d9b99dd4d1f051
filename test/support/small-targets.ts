import type { Page } from '@playwright/test';

/** The least width and height of what is clicked, in CSS pixels: WCAG 2.2, success criterion 2.5.8. */
const leastSize = 24;

/**
 * Everything that can be clicked and is smaller than 24 × 24 CSS pixels, one line each. Of the criterion's exceptions
 * only one is taken: links within a sentence, whose height is that of its lines. Too small with room around would
 * conform as well, but nothing here needs that. What nobody can see is no target (a radio under its card: the card is),
 * nor is what lies in a layer that is behind a dialog.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const least = ${leastSize};
    const kinds = ['button', 'link', 'switch', 'radio', 'checkbox', 'tab', 'slider', 'menuitem', 'option', 'combobox', 'searchbox'];
    const selector = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', 'video[controls]', ...kinds.map((kind) => '[role=' + kind + ']')].join(',');
    const isSeen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.closest('[inert], [aria-hidden=true]') === null;
    const isClipped = (one) => {
      for (let at = one; at !== null; at = at.parentElement) if (/inset\\(50%\\)|rect\\(0/.test(getComputedStyle(at).clipPath + getComputedStyle(at).clip)) return true;
      return false;
    };
    const isInSentence = (one) => getComputedStyle(one).display === 'inline' &&
      [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    const sizeOf = (one) => {
      const { width, height } = (one.labels?.[0] ?? one.closest('label') ?? one).getBoundingClientRect();
      const own = one.getBoundingClientRect();
      return { width: Math.max(width, own.width), height: Math.max(height, own.height) };
    };
    return [...document.querySelectorAll(selector)]
      .filter((one) => isSeen(one) && !isClipped(one) && !isInSentence(one))
      .map((one) => ({ one, ...sizeOf(one) }))
      .filter(({ width, height }) => width > 0 && (width < least - 0.01 || height < least - 0.01))
      .map(({ one, width, height }) => width.toFixed(1) + ' × ' + height.toFixed(1) + ': ' + one.outerHTML.slice(0, 160));
  })()`);
}
