import type { DecodeOutcome, DecodeRequest, PictureDecoder } from '../../contract/picture-decoder.ts';

/** What is sent to the main process to have a picture decoded. */
export interface DecodeWanted {
  readonly id: number;
  readonly request: DecodeRequest;
}

/** The engine's side of the decoder, which runs in a process that only main can start. */
export interface DecoderClient {
  readonly decoder: PictureDecoder;
  /** The main process has answered. */
  readonly settle: (id: number, outcome: DecodeOutcome) => void;
}

/** A client that sends requests with `want` and gets the answers through `settle`. */
export function createDecoderClient(want: (wanted: DecodeWanted) => void): DecoderClient {
  const waiting = new Map<number, (outcome: DecodeOutcome) => void>();
  let asked = 0;
  return {
    decoder: {
      decode: (request) =>
        new Promise((resolve) => {
          asked += 1;
          waiting.set(asked, resolve);
          want({ id: asked, request });
        }),
    },
    settle: (id, outcome) => {
      waiting.get(id)?.(outcome);
      waiting.delete(id);
    },
  };
}
