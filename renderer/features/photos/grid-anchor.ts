import { type GridLayout, sectionAt } from './grid-layout.ts';

/** A place in the grid that survives a new layout: an item of a section, and how far below its top the place is. */
export interface GridAnchor {
  readonly key: string;
  /** Within its section. */
  readonly item: number;
  /** CSS pixels. */
  readonly below: number;
}

/** What stands at a height; null for a grid without items. */
export function anchorAt(layout: GridLayout, y: number): GridAnchor | null {
  const section = sectionAt(layout, y);
  if (section === null) return null;
  const inTiles = y - section.top - layout.measure.headHeight;
  if (inTiles < 0) return { key: section.key, item: 0, below: inTiles };
  const row = Math.min(section.rows - 1, Math.floor(inTiles / layout.rowHeight));
  return { key: section.key, item: row * layout.columns, below: inTiles - row * layout.rowHeight };
}

/** The height of an anchor in another layout; null when its section is gone. */
export function heightOf(layout: GridLayout, anchor: GridAnchor): number | null {
  const section = layout.sections.find(({ key }) => key === anchor.key);
  if (section === undefined) return null;
  const row = Math.floor(Math.min(anchor.item, section.count - 1) / layout.columns);
  return section.top + layout.measure.headHeight + row * layout.rowHeight + Math.min(anchor.below, layout.rowHeight);
}
