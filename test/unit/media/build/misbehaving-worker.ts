// A decoding thread that does what the picture says: its bytes are the name of a misdeed.
import { parentPort } from 'node:worker_threads';
import type { DecodeAnswer, DecodeTask } from '../../../../electron/engine/media/decoding/decode-worker.ts';

parentPort?.on('message', ({ bytes }: DecodeTask) => {
  const answer = perform(Buffer.from(bytes).toString());
  parentPort?.postMessage(answer);
});

function perform(word: string): DecodeAnswer {
  switch (word) {
    case 'throws':
      throw new Error('A trap');
    case 'exits':
      return process.exit(3);
    case 'hangs':
      for (;;);
    case 'fills its heap':
      for (const hoard: object[] = []; ; ) hoard.push(new Array(100_000).fill(hoard));
    case 'needs more memory':
      return { kind: 'out-of-memory', isSpent: true };
    default:
      return { kind: 'picture', bytes: new Uint8Array([7]), width: 1, height: 1, isSpent: false };
  }
}
