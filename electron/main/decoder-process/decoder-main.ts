/**
 * The decoder's process: makes thumbnails of pictures, and nothing else. It is handed no token and no catalog, and it may
 * end at any picture; the main process starts it when the next one is asked for. It imports nothing of Electron.
 */
import { type FromDecoder, toDecoderSchema } from '../../contract/picture-decoder.ts';
import { DecoderPool } from '../../engine/media/decoding/decoder-pool.ts';
import { lowerPriority } from '../engine-process/lower-priority.ts';

// Before there are threads: they inherit it.
lowerPriority();
const { parentPort } = process;
const pool = new DecoderPool({ log: (line) => process.stderr.write(`${line}\n`) });

parentPort.on('message', async ({ data }) => {
  const { id, request } = toDecoderSchema.parse(data);
  const answer: FromDecoder = { id, outcome: await pool.decode(request) };
  parentPort.postMessage(answer);
});
