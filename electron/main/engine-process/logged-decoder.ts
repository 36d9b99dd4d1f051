import type { Log } from '../../base/log.ts';
import type { PictureDecoder } from '../../contract/picture-decoder.ts';

/** The same decoder, which tells how each picture went. */
export function loggedDecoder(decoder: PictureDecoder, log: Log): PictureDecoder {
  return {
    decode: async (request) => {
      const outcome = await decoder.decode(request);
      if (outcome.kind === 'crashed') log.warn('picture.crashed', { outcome: outcome.kind });
      else log.debug('picture.decoded', () => ({ outcome: outcome.kind }));
      return outcome;
    },
  };
}
