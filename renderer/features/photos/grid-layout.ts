/** Tiles that stand together under one heading: a month, or a whole album. */
export interface GridSection {
  readonly key: string;
  readonly count: number;
}

/** What a grid is laid out from; all lengths in CSS pixels. */
export interface GridMeasure {
  /** Of the grid itself. */
  readonly width: number;
  /** Tiles become at least as wide as this, unless `leastColumns` would not fit. */
  readonly tileWidth: number;
  readonly leastColumns: number;
  readonly gap: number;
  /** Above the tiles of each section; 0 for a grid without headings. */
  readonly headHeight: number;
  /** Words below each square tile; 0 for none. */
  readonly captionHeight: number;
}

/** A section and where it stands, measured from the top of the grid. */
export interface PlacedSection extends GridSection {
  readonly index: number;
  /** Number of its first item in the whole grid. */
  readonly first: number;
  readonly top: number;
  /** With its heading. */
  readonly height: number;
  readonly rows: number;
  /** Number of its first line in the whole grid; the heading is its own line, where there is one. */
  readonly firstLine: number;
}

/** Where everything stands, worked out from counts alone: no item has to be known. */
export interface GridLayout {
  readonly measure: GridMeasure;
  readonly columns: number;
  /** From one row of tiles to the next. */
  readonly rowHeight: number;
  readonly height: number;
  /** Of all items. */
  readonly count: number;
  readonly lines: number;
  readonly sections: readonly PlacedSection[];
}

/** Where one item stands. */
export interface ItemPlace {
  readonly section: PlacedSection;
  /** Within its section. */
  readonly row: number;
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** Rows of one section that are to be built, in their order. */
export interface SectionView {
  readonly section: PlacedSection;
  readonly rows: readonly number[];
}

/** Lays out sections; empty ones are left out. */
export function layoutOf(sections: readonly GridSection[], measure: GridMeasure): GridLayout {
  const { width, tileWidth, leastColumns, gap, headHeight, captionHeight } = measure;
  const columns = Math.max(leastColumns, Math.floor((width + gap) / (tileWidth + gap)));
  const side = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns));
  const rowHeight = side + captionHeight + gap;
  const placed: PlacedSection[] = [];
  let first = 0;
  let top = 0;
  let firstLine = 0;
  for (const { key, count } of sections) {
    if (count <= 0) continue;
    const rows = Math.ceil(count / columns);
    const height = headHeight + rows * rowHeight;
    placed.push({ key, count, index: placed.length, first, top, height, rows, firstLine });
    first += count;
    top += height;
    firstLine += rows + (headHeight > 0 ? 1 : 0);
  }
  return { measure, columns, rowHeight, height: top, count: first, lines: firstLine, sections: placed };
}

/** The section at a height; the nearest one above or below the ends; null for a grid without items. */
export function sectionAt({ sections }: GridLayout, y: number): PlacedSection | null {
  return lastWhere(sections, (section) => section.top <= y) ?? sections[0] ?? null;
}

/** The section that holds an item; null when there is no such item. */
function sectionOf({ sections, count }: GridLayout, item: number): PlacedSection | null {
  if (item < 0 || item >= count) return null;
  return lastWhere(sections, (section) => section.first <= item);
}

/** Where an item stands; null when there is no such item. */
export function placeOf(layout: GridLayout, item: number): ItemPlace | null {
  const section = sectionOf(layout, item);
  if (section === null) return null;
  const { columns, rowHeight, measure } = layout;
  const within = item - section.first;
  const row = Math.floor(within / columns);
  const top = section.top + measure.headHeight + row * rowHeight;
  return { section, row, column: within % columns, top, bottom: top + rowHeight - measure.gap };
}

/** Heights of the grid, from the upper edge to the lower, in CSS pixels. */
export interface GridRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The sections that touch a range, and of their rows those that touch `built` too: during a fast scroll that is less.
 * The row of the item `kept` is always among them.
 */
export function viewOf(layout: GridLayout, range: GridRange, built = range, kept: number | null = null): SectionView[] {
  const keptPlace = kept === null ? null : placeOf(layout, kept);
  const start = sectionAt(layout, range.from)?.index ?? 0;
  const from = Math.max(range.from, built.from);
  const to = Math.min(range.to, built.to);
  const views: SectionView[] = [];
  for (const section of layout.sections.slice(start)) {
    if (section.top >= range.to) break;
    views.push({ section, rows: rowsBetween(layout, section, from, to) });
  }
  return keptPlace === null ? views : withRow(views, keptPlace);
}

/** The first and the last item of a range: what has to be known to draw it. Null where no item is. */
export function itemsBetween(layout: GridLayout, range: GridRange): { first: number; last: number } | null {
  const views = viewOf(layout, range).filter(({ rows }) => rows.length > 0);
  const start = views[0];
  const end = views.at(-1);
  if (start === undefined || end === undefined) return null;
  const endRow = end.rows.at(-1) ?? 0;
  return {
    first: start.section.first + (start.rows[0] ?? 0) * layout.columns,
    last: end.section.first + Math.min(end.section.count, (endRow + 1) * layout.columns) - 1,
  };
}

function rowsBetween({ measure, rowHeight }: GridLayout, section: PlacedSection, top: number, bottom: number) {
  const tilesTop = section.top + measure.headHeight;
  const from = Math.max(0, Math.floor((top - tilesTop) / rowHeight));
  const to = Math.min(section.rows, Math.ceil((bottom - tilesTop) / rowHeight));
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function withRow(views: readonly SectionView[], { section, row }: ItemPlace): SectionView[] {
  const there = views.find((view) => view.section === section);
  if (there === undefined) {
    return [...views, { section, rows: [row] }].sort((one, other) => one.section.index - other.section.index);
  }
  if (there.rows.includes(row)) return [...views];
  const rows = [...there.rows, row].sort((one, other) => one - other);
  return views.map((view) => (view === there ? { section, rows } : view));
}

/** The last entry that fits, when all that fit come first. */
function lastWhere<T>(entries: readonly T[], fits: (entry: T) => boolean): T | null {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && fits(entry)) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1] ?? null;
}

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
