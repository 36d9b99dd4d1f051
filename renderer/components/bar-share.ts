import type { CSSProperties } from 'react';

/**
 * Fills a bar's track up to a share of it, 0 to 1, by moving the whole indicator: a change of its width would lay out
 * and paint again at every step of the transition.
 */
export function barShare(share: number): CSSProperties {
  return { width: '100%', translate: `calc((max(2px, ${share * 100}%) - 100%) * var(--inline-sign))` };
}
