import { maxMapCharacters } from '../../../electron/contract/viewer-models.ts';
import type { Formats } from '../../formatting/formats.ts';
import type { CellState, MapRow } from './map-rows.ts';

/** What the picture is drawn with: the colours that the page shows at the moment. */
export interface MapColours {
  readonly paper: string;
  readonly ink: string;
  readonly cells: Readonly<Record<CellState, string>>;
}

/** What stands around the cells. */
export interface MapWords {
  readonly title: string;
  readonly months: readonly string[];
  readonly states: Readonly<Record<CellState, string>>;
}

const size = { margin: 32, head: 96, year: 72, cell: 62, row: 34, total: 84, foot: 56, gap: 4 } as const;
/** Sharp on dense screens, as long as the picture stays within what the app takes. */
const scales = [2, 1.5, 1, 0.75] as const;

/** Draws the map; returns it as PNG in base64. Null when even a small picture would be too large. */
export function drawMap(
  rows: readonly MapRow[],
  colours: MapColours,
  words: MapWords,
  formats: Pick<Formats, 'count'>,
): string | null {
  for (const scale of scales) {
    const canvas = document.createElement('canvas');
    const width = 2 * size.margin + size.year + 12 * size.cell + size.total;
    const height = size.head + rows.length * size.row + size.foot;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d');
    if (context === null) return null;
    context.scale(scale, scale);
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, width, height);
    context.textBaseline = 'middle';
    drawHead(context, colours, words);
    for (const [index, row] of rows.entries()) drawRow(context, row, size.head + index * size.row, colours, formats);
    drawLegend(context, height - size.foot / 2, colours, words);
    const png = canvas.toDataURL('image/png').split(',')[1] ?? '';
    if (png !== '' && png.length <= maxMapCharacters) return png;
  }
  return null;
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, font: string): void {
  context.font = `${font} system-ui, sans-serif`;
  context.fillText(text, x, y);
}

function drawHead(context: CanvasRenderingContext2D, { ink }: MapColours, { title, months }: MapWords): void {
  context.fillStyle = ink;
  context.textAlign = 'left';
  write(context, title, size.margin, 36, '600 20px');
  context.textAlign = 'center';
  for (const [index, month] of months.entries()) {
    write(context, month, size.margin + size.year + (index + 0.5) * size.cell, size.head - 16, '13px');
  }
}

function drawRow(
  context: CanvasRenderingContext2D,
  { year, cells, stored }: MapRow,
  top: number,
  { ink, cells: colours }: MapColours,
  formats: Pick<Formats, 'count'>,
): void {
  const middle = top + size.row / 2;
  context.fillStyle = ink;
  context.textAlign = 'left';
  write(context, String(year), size.margin, middle, '600 14px');
  for (const [index, cell] of cells.entries()) {
    const left = size.margin + size.year + index * size.cell;
    context.fillStyle = colours[cell.state];
    context.beginPath();
    context.roundRect(left + size.gap / 2, top + size.gap / 2, size.cell - size.gap, size.row - size.gap, 6);
    context.fill();
  }
  context.fillStyle = ink;
  context.textAlign = 'right';
  write(context, formats.count(stored), size.margin + size.year + 12 * size.cell + size.total, middle, '13px');
}

function drawLegend(context: CanvasRenderingContext2D, middle: number, colours: MapColours, words: MapWords): void {
  let left: number = size.margin;
  context.textAlign = 'left';
  for (const state of ['verified', 'stored', 'missing', 'none'] as const) {
    context.fillStyle = colours.cells[state];
    context.beginPath();
    context.roundRect(left, middle - 8, 16, 16, 4);
    context.fill();
    context.fillStyle = colours.ink;
    write(context, words.states[state], left + 24, middle, '13px');
    left += 48 + context.measureText(words.states[state]).width;
  }
}
