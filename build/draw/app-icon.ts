/**
 * The app's icon, drawn: a darkroom-dark tile with the sign of Afterimage, a warm light and the cool ghost that it
 * leaves. The colours are those of the page (renderer/app/tokens.css), where the same sign is `Mark`.
 */

/** Where the tile stands on its square canvas, in units of 1024. */
interface Tile {
  readonly inset: number;
  readonly radius: number;
  /** Radius of both lights, and how far their centres are from the middle. */
  readonly light: number;
  readonly apart: number;
  /** Fine light and shade that only blur a small icon. */
  readonly isDetailed: boolean;
}

/** Apple's grid: an 824-unit tile on a canvas of 1024 (Human Interface Guidelines, App icons). */
const macTile: Tile = { inset: 100, radius: 186, light: 218, apart: 98, isDetailed: true };
const plainTile: Tile = { inset: 40, radius: 210, light: 250, apart: 112, isDetailed: true };
/** Small icons have no pixel to give away to air. */
const smallTile: Tile = { inset: 0, radius: 224, light: 302, apart: 138, isDetailed: false };

/** Below this many pixels the detailed drawing turns to mud. */
const smallestDetailed = 48;

/** The icon for Windows and Linux at `pixels`, as SVG text. */
export function appIcon(pixels: number): string {
  return drawTile(pixels, pixels < smallestDetailed ? smallTile : plainTile);
}

/** The icon for macOS at `pixels`, as SVG text. */
export function macAppIcon(pixels: number): string {
  return drawTile(pixels, pixels < smallestDetailed ? { ...smallTile, inset: 32 } : macTile);
}

function drawTile(pixels: number, tile: Tile): string {
  const { inset, radius, light, apart, isDetailed } = tile;
  const side = 1024 - 2 * inset;
  const box = `x="${inset}" y="${inset}" width="${side}" height="${side}" rx="${radius}"`;
  const [warm, cool] = [512 - apart, 512 + apart];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 1024 1024">
  <defs>
    <linearGradient id="room" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#3a2e27"/><stop offset="1" stop-color="#17110e"/>
    </linearGradient>
    <linearGradient id="warm" x1="0.2" y1="0" x2="0.7" y2="1">
      <stop offset="0" stop-color="#ffa568"/><stop offset="1" stop-color="#e3682b"/>
    </linearGradient>
    <linearGradient id="cool" x1="0" y1="0" x2="1" y2="0">
      <stop offset="0.3" stop-color="#6fd6d4"/><stop offset="1" stop-color="#3d9fa3"/>
    </linearGradient>
    <radialGradient id="glow" cx="0.5" cy="0.5" r="0.5">
      <stop offset="0.5" stop-color="#f58d4f" stop-opacity="0.5"/><stop offset="1" stop-color="#f58d4f" stop-opacity="0"/>
    </radialGradient>
    <clipPath id="tile"><rect ${box}/></clipPath>
  </defs>
  <rect ${box} fill="url(#room)"/>
  <g clip-path="url(#tile)">
    ${isDetailed ? `<circle cx="${warm}" cy="512" r="${light * 1.75}" fill="url(#glow)"/>` : ''}
    <circle cx="${cool}" cy="512" r="${light}" fill="url(#cool)" fill-opacity="${isDetailed ? 0.62 : 0.8}"/>
    <circle cx="${warm}" cy="512" r="${light}" fill="url(#warm)"/>
  </g>
  ${isDetailed ? edgeOfTile(tile) : ''}
</svg>`;
}

/** A hair of light around the tile keeps it apart from a dark background. */
function edgeOfTile({ inset, radius }: Tile): string {
  const side = 1024 - 2 * inset - 8;
  return `<rect x="${inset + 4}" y="${inset + 4}" width="${side}" height="${side}" rx="${radius - 4}"
    fill="none" stroke="#fff" stroke-opacity="0.13" stroke-width="8"/>`;
}
