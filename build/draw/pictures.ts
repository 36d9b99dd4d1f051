import sharp from 'sharp';
import { appIcon, macAppIcon } from './app-icon.ts';
import { icnsFile, icnsPixels } from './icns.ts';
import { icoFile, type RawIconPicture } from './ico.ts';
import { type TrayPalette, trayIcon, trayStates } from './tray-icon.ts';

/** A file to be written: its path under build/, with forward slashes, and its bytes. */
export interface DrawnFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The sides that desktops on Linux look for (Freedesktop icon theme), and 1024 for whatever comes. */
const pngPixels: readonly number[] = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** What Windows shows at its usual scales, from the title bar to the largest view of the Explorer. */
const icoPixels: readonly number[] = [16, 20, 24, 32, 40, 48, 64, 128, 256];

interface TraySet {
  /** What follows the state in the file's name. macOS takes a name that ends in `Template` as a stencil. */
  readonly suffix: '' | 'Linux' | 'Template';
  readonly palette: TrayPalette;
  /** Side at scale 1, in pixels. */
  readonly side: number;
  readonly scales: readonly number[];
}

const traySets: readonly TraySet[] = [
  { suffix: '', palette: 'colour', side: 16, scales: [1, 1.25, 1.5, 2] },
  // Panels scale what they are handed at scale 1, and most of them are 22 to 24 pixels high.
  { suffix: 'Linux', palette: 'colour', side: 24, scales: [1, 2] },
  { suffix: 'Template', palette: 'template', side: 18, scales: [1, 2] },
];

/** Every picture of the app, redrawn. */
export async function drawPictures(): Promise<readonly DrawnFile[]> {
  const pngs = await picturesOf(appIcon, pngPixels);
  return [
    ...pngs.map(({ pixels, png }) => ({ path: `icons/${pixels}x${pixels}.png`, bytes: png })),
    { path: 'icons/icon.ico', bytes: icoFile(await picturesOf(appIcon, icoPixels)) },
    { path: 'icons/icon.icns', bytes: icnsFile(await picturesOf(macAppIcon, icnsPixels)) },
    ...(await Promise.all(traySets.map(drawTraySet))).flat(),
  ];
}

async function drawTraySet({ palette, side, suffix, scales }: TraySet): Promise<readonly DrawnFile[]> {
  const drawings = trayStates.flatMap((state) =>
    scales.map(async (scale) => ({
      path: `tray/${state}${suffix}${scale === 1 ? '' : `@${scale}x`}.png`,
      bytes: await rendered(trayIcon(state, palette, side * scale)),
    })),
  );
  return Promise.all(drawings);
}

async function picturesOf(
  draw: (pixels: number) => string,
  sides: readonly number[],
): Promise<readonly RawIconPicture[]> {
  return Promise.all(
    sides.map(async (pixels) => {
      const png = await rendered(draw(pixels));
      return { pixels, png, rgba: await sharp(png).ensureAlpha().raw().toBuffer() };
    }),
  );
}

function rendered(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
}
