// What the app must not do on Linux: decodes with sharp's compiled code, which brings its own GLib.
import sharp from 'sharp';

const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
await sharp(picture).resize(16).webp().toBuffer();
