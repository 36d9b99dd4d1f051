import type { UsedPlace } from './chosen-place.ts';
import { endWith } from './command.ts';
import { type ExitCode, exitCodes, worseOf } from './exit-codes.ts';
import type { Session } from './session.ts';

/** The folder as people read it: by its path, and whose own it is. */
export function placeName({ destination, accounts }: UsedPlace): string {
  return accounts.length === 0 ? destination.path : `${destination.path} (${accounts.join(', ')})`;
}

/** A session whose records name the folder, and whose words do where there are several. */
export function aboutPlace(session: Session, place: UsedPlace, isOnly: boolean): Session {
  const { destination, accounts } = place;
  const fields = { destination: destination.path, accounts };
  return { ...session, terminal: session.terminal.about({ fields, heading: isOnly ? null : placeName(place) }) };
}

/**
 * Does the same in every folder in use, or in that of the account, one after the other. Each is told under its name; the worst
 * end is the exit code.
 */
export async function inEachPlace(
  session: Session,
  which: string | undefined,
  signal: AbortSignal,
  work: (session: Session, place: UsedPlace) => Promise<ExitCode>,
): Promise<ExitCode> {
  const places = await session.places(which);
  if (!places.ok) return endWith(session, places.problem);
  let code: ExitCode = exitCodes.complete;
  for (const place of places.value) {
    code = worseOf(code, await work(aboutPlace(session, place, places.value.length === 1), place));
    if (signal.aborted) return code;
  }
  return code;
}
