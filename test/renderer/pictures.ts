import sharp from 'sharp';

/** A picture of a made-up photo, in the size and format of the engine's thumbnails; a few dozen different ones. */
export async function pictureOf(id: number): Promise<Uint8Array> {
  const kind = id % different;
  const made = cache.get(kind) ?? picture(kind);
  cache.set(kind, made);
  return made;
}

/** The same at the size that a made-up photo says of itself. */
export function largePictureOf(id: number): Promise<Uint8Array> {
  const [width, height] = id % 3 === 0 ? [3024, 4032] : [4032, 3024];
  return sharp(Buffer.from(scene(id % different, width, height)))
    .jpeg({ quality: 70 })
    .toBuffer();
}

const different = 60;
const cache = new Map<number, Promise<Uint8Array>>();

function picture(id: number): Promise<Uint8Array> {
  const tall = id % 3 === 0;
  const [width, height] = tall ? [300, 400] : [400, 300];
  return sharp(Buffer.from(scene(id, width, height)))
    .webp({ quality: 78 })
    .toBuffer();
}

/** Hills, water and a low sun, in colours that come from the number. */
function scene(id: number, width: number, height: number): string {
  const hue = (id * 47) % 360;
  const far = (hue + 20) % 360;
  const sky = (hue + 190) % 360;
  const line = 40 + ((id * 13) % 25);
  const sun = 15 + ((id * 31) % 70);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${sky} 48% 58%)"/><stop offset="1" stop-color="hsl(${far} 70% 84%)"/></linearGradient>
      <linearGradient id="near" x2="0" y2="1"><stop stop-color="hsl(${hue} 32% 36%)"/><stop offset="1" stop-color="hsl(${hue} 36% 20%)"/></linearGradient>
    </defs>
    <rect width="100" height="100" fill="url(#sky)"/>
    <ellipse cx="${sun}" cy="${line - 12}" rx="7" ry="${(7 * width) / height}" fill="hsl(${(hue + 40) % 360} 95% 90%)"/>
    <path d="M0 ${line + 8} L${20 + (id % 18)} ${line - 8} L${45 + (id % 10)} ${line + 10} L${70 + (id % 14)} ${line - 4} L100 ${line + 12} V100 H0Z" fill="hsl(${far} 28% 58%)"/>
    <path d="M0 ${line + 22} Q 28 ${line + 4} 52 ${line + 24} T 100 ${line + 16} V100 H0Z" fill="hsl(${hue} 32% 44%)"/>
    <path d="M0 ${line + 38} Q 40 ${line + 22} 70 ${line + 40} T 100 ${line + 34} V100 H0Z" fill="url(#near)"/>
  </svg>`;
}
