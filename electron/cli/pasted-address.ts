import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Hears addresses that a person pastes. */
export interface PastedAddress {
  readonly close: () => void;
}

/**
 * Waits for the address that a browser on another computer could not open: the last step of a sign-in leads to 127.0.0.1,
 * which is this computer only for its own browsers. It is opened from here, and nothing else is.
 *
 * @param authorizeUrl the address of the consent page, which says where it returns to
 */
export function awaitPastedAddress(input: Readable, authorizeUrl: string, onWrong: () => void): PastedAddress {
  const lines = createInterface({ input });
  const expected = URL.parse(URL.parse(authorizeUrl)?.searchParams.get('redirect_uri') ?? '')?.origin;
  lines.on('line', (line) => {
    const address = URL.parse(line.trim());
    if (address === null || address.origin !== expected) {
      if (line.trim() !== '') onWrong();
      return;
    }
    // What comes of it is told by the sign-in itself.
    fetch(address, { redirect: 'manual' }).then(
      (answer) => answer.body?.cancel(),
      () => undefined,
    );
  });
  return {
    close: () => {
      lines.close();
      input.destroy();
    },
  };
}
