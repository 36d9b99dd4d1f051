import { numberStream } from '../seeded-hash.ts';

/** How many different pictures there are. */
export const sceneCount = 48;

/** Portrait scenes stand, the others lie; both are 4:3. */
export function isPortrait(scene: number): boolean {
  return scene % 11 === 3 || scene % 7 === 5;
}

/** A sheet to paint on, with its own luck. */
interface Sheet {
  readonly width: number;
  readonly height: number;
  /** A number from `from` up to `to`. */
  readonly between: (from: number, to: number) => number;
  /** Hue of the day in degrees. */
  readonly hue: number;
}

/** Hues that the sky has: noon, dawn, dusk, haze. */
const daylight = [205, 18, 265, 190, 335, 220, 35] as const;

/** Hues of a forest: spring, summer, spruce, and twice autumn. */
const foliage = [92, 115, 160, 38, 20] as const;

type Painter = (sheet: Sheet) => string;

const painters: readonly Painter[] = [
  mountains,
  sunsetSea,
  cityAtNight,
  dunes,
  forest,
  balloons,
  stillLife,
  lighthouse,
];

/** The picture as SVG in the given size in pixels. */
export function sceneSvg(scene: number, pixels: { readonly width: number; readonly height: number }): string {
  const next = numberStream(scene * 7919 + 17);
  const [width, height] = isPortrait(scene) ? [900, 1200] : [1200, 900];
  const between = (from: number, to: number): number =>
    Math.round((from + (next() / 0x1_0000_0000) * (to - from)) * 10) / 10;
  const hue = (scene * 53) % 360;
  const paint = painters[scene % painters.length] ?? mountains;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels.width}" height="${pixels.height}" ` +
    `viewBox="0 0 ${width} ${height}">${paint({ width, height, between, hue })}</svg>`
  );
}

function mountains(sheet: Sheet): string {
  const { width, height, between } = sheet;
  const hue = daylight[Math.floor(between(0, daylight.length))] ?? 205;
  const layers = [0.45, 0.58, 0.7, 0.84].map((level, i) =>
    ridge(sheet, height * level, height * (0.16 - i * 0.025), colour(hue + 20, 30 - i * 3, 62 - i * 15)),
  );
  const sun = disc(between(0.2, 0.8) * width, between(0.12, 0.3) * height, 55, colour(hue + 40, 90, 90));
  return sky(sheet, colour(hue, 55, 55), colour(hue + 35, 70, 86)) + sun + layers.join('');
}

function sunsetSea(sheet: Sheet): string {
  const { width, height, between } = sheet;
  const horizon = height * between(0.52, 0.62);
  const middle = between(0.3, 0.7) * width;
  const warm = between(5, 35);
  const waves = Array.from({ length: 46 }, (_, i) => {
    const y = horizon + 8 + (i / 46) ** 1.5 * (height - horizon);
    const half = between(20, 90) * (1 + i / 16);
    const at = middle + between(-1, 1) * (30 + i * 9);
    return `<rect x="${at - half}" y="${y}" width="${half * 2}" height="${2 + i / 9}" rx="2" fill="${colour(warm + 20, 90, 72)}" opacity="0.55"/>`;
  });
  return (
    sky(sheet, colour(warm + 225, 45, 32), colour(warm + 10, 85, 66)) +
    disc(middle, horizon - 30, 95, colour(warm + 30, 95, 74)) +
    `<rect y="${horizon}" width="${width}" height="${height}" fill="${colour(warm + 215, 48, 24)}"/>` +
    waves.join('')
  );
}

function cityAtNight(sheet: Sheet): string {
  const { width, height, between } = sheet;
  const hue = between(205, 285);
  const houses: string[] = [];
  for (let row = 0; row < 2; row += 1) {
    for (let x = -20; x < width; ) {
      const across = between(60, 130);
      const top = height * between(0.3 + row * 0.15, 0.62 + row * 0.12);
      houses.push(
        `<rect x="${x}" y="${top}" width="${across}" height="${height}" fill="${colour(hue, 28, 20 - row * 9)}"/>`,
      );
      for (let y = top + 18; y < height - 30; y += 34) {
        for (let window = x + 12; window < x + across - 16; window += 24) {
          if (between(0, 1) > 0.45)
            houses.push(
              `<rect x="${window}" y="${y}" width="11" height="16" fill="${colour(48, 90, between(55, 85))}"/>`,
            );
        }
      }
      x += across + between(2, 10);
    }
  }
  return (
    sky(sheet, colour(hue, 55, 12), colour(hue + 55, 45, 42)) +
    disc(width * 0.78, height * 0.16, 42, '#f4f1de') +
    houses.join('')
  );
}

function dunes(sheet: Sheet): string {
  const { width, height, between } = sheet;
  const warm = between(22, 42);
  const layers = [0.5, 0.6, 0.72, 0.86].map((level, i) =>
    wave(sheet, height * level, 60 + i * 22, colour(warm - i * 4, 68, 70 - i * 12)),
  );
  return (
    sky(sheet, colour(200 + warm / 2, 62, 58), colour(warm + 10, 65, 88)) +
    disc(between(0.15, 0.85) * width, height * 0.24, 60, '#fff6d8') +
    layers.join('')
  );
}

function forest(sheet: Sheet): string {
  const { width, height, between } = sheet;
  const leaves = foliage[Math.floor(between(0, foliage.length))] ?? 110;
  const trees: string[] = [];
  for (let row = 0; row < 3; row += 1) {
    const ground = height * (0.68 + row * 0.14);
    const green = colour(leaves, 38, 46 - row * 14);
    for (let x = between(-30, 20); x < width + 60; x += between(46, 95)) {
      const tall = between(170, 300) * (0.75 + row * 0.25);
      const half = tall * 0.24;
      trees.push(
        `<path d="M${x} ${ground - tall}L${x + half} ${ground - tall * 0.35}H${x + half * 0.55}L${x + half * 1.25} ${ground}` +
          `H${x - half * 1.25}L${x - half * 0.55} ${ground - tall * 0.35}H${x - half}Z" fill="${green}"/>`,
      );
    }
    trees.push(
      `<rect y="${ground - 4}" width="${width}" height="${height}" fill="${colour(leaves, 34, 40 - row * 13)}"/>`,
    );
  }
  return sky(sheet, colour(leaves / 2 + 150, 40, 70), colour(50, 60, 90)) + trees.join('');
}

function balloons(sheet: Sheet): string {
  const { width, height, between, hue } = sheet;
  const shapes = Array.from({ length: 9 }, (_, i) => {
    const x = between(0.08, 0.92) * width;
    const y = between(0.1, 0.62) * height;
    const size = between(26, 92);
    const tint = colour(hue + i * 47, 78, 56);
    return (
      disc(x, y, size, tint) +
      `<ellipse cx="${x}" cy="${y}" rx="${size * 0.45}" ry="${size}" fill="${colour(hue + i * 47 + 40, 85, 70)}"/>` +
      `<path d="M${x - size * 0.5} ${y + size * 0.86}L${x - 8} ${y + size * 1.5}H${x + 8}L${x + size * 0.5} ${y + size * 0.86}Z" fill="${tint}"/>` +
      `<rect x="${x - 9}" y="${y + size * 1.5}" width="18" height="14" fill="#5d4037"/>`
    );
  });
  return (
    sky(sheet, colour(205, 70, 58), colour(hue, 55, 90)) +
    shapes.join('') +
    wave(sheet, height * 0.88, 40, colour(110, 35, 38))
  );
}

function stillLife(sheet: Sheet): string {
  const { width, height, between, hue } = sheet;
  const fruit = Array.from({ length: 7 }, () => {
    const size = between(60, 105);
    const x = width * 0.5 + between(-0.3, 0.3) * width;
    const y = height * 0.66 - between(0, 120);
    const tint = between(0, 1) > 0.5 ? between(5, 55) : between(75, 115);
    return (
      disc(x, y, size, colour(tint, 75, 50)) + disc(x - size * 0.3, y - size * 0.35, size * 0.28, colour(tint, 85, 72))
    );
  });
  const bowl = `<path d="M${width * 0.14} ${height * 0.62}H${width * 0.86}Q${width * 0.8} ${height * 0.93} ${width * 0.5} ${height * 0.93}T${width * 0.14} ${height * 0.62}Z" fill="${colour(hue, 45, 40)}"/>`;
  return (
    sky(sheet, colour(hue + 180, 25, 78), colour(hue + 180, 30, 58)) +
    `<rect y="${height * 0.8}" width="${width}" height="${height}" fill="${colour(28, 40, 34)}"/>` +
    fruit.join('') +
    bowl
  );
}

function lighthouse(sheet: Sheet): string {
  const { width, height, between, hue } = sheet;
  const day = daylight[Math.floor(between(0, daylight.length))] ?? 205;
  const x = between(0.25, 0.7) * width;
  const stripes = [0, 1, 2, 3, 4].map((i) => {
    const y = height * (0.3 + i * 0.09);
    return `<rect x="${x - 42 - i * 5}" y="${y}" width="${84 + i * 10}" height="${height * 0.09 + 1}" fill="${i % 2 === 0 ? '#fafafa' : colour(hue, 72, 46)}"/>`;
  });
  const beam = `<path d="M${x} ${height * 0.25}L${width * 1.2} ${height * 0.02}V${height * 0.34}Z" fill="#fff8c4" opacity="0.4"/>`;
  return (
    sky(sheet, colour(day, 50, 40), colour(day + 30, 50, 82)) +
    beam +
    `<rect y="${height * 0.66}" width="${width}" height="${height}" fill="${colour(day / 4 + 155, 45, 33)}"/>` +
    stripes.join('') +
    `<rect x="${x - 34}" y="${height * 0.22}" width="68" height="${height * 0.08}" fill="#37474f"/>` +
    ridge(sheet, height * 0.8, 60, colour(100, 22, 24))
  );
}

function sky({ width, height }: Sheet, top: string, bottom: string): string {
  return (
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/>` +
    `<stop offset="0.75" stop-color="${bottom}"/></linearGradient></defs>` +
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`
  );
}

function ridge({ width, height, between }: Sheet, level: number, swing: number, fill: string): string {
  const points: string[] = [];
  for (let x = 0; x <= width + 40; x += between(40, 95)) points.push(`L${x} ${level + between(-1, 1) * swing}`);
  return `<path d="M0 ${height}${points.join('')}L${width + 90} ${level}V${height}Z" fill="${fill}"/>`;
}

function wave({ width, height, between }: Sheet, level: number, swing: number, fill: string): string {
  const bend = between(0.25, 0.75) * width;
  return `<path d="M0 ${level}Q${bend / 2} ${level - swing} ${bend} ${level}T${width * 1.3} ${level + swing / 2}V${height}H0Z" fill="${fill}"/>`;
}

function disc(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
}

function colour(hue: number, saturation: number, lightness: number): string {
  return `hsl(${Math.round(((hue % 360) + 360) % 360)},${Math.round(saturation)}%,${Math.round(lightness)}%)`;
}
