import { factsOfLine } from './facts-of-text.ts';
import { type Hashed, type Room, safeFields } from './safe-fields.ts';

/** Lines of the shell's log, which are words: what is known of them, and of a stack the functions and lines. */
export function wordsForSupport(log: string): readonly string[] {
  return log.split('\n').map(factsOfLine);
}

/**
 * Lines of the engine's log, each an event of JSON: names become hashes, and of words only what is known is left. A line
 * that is none, because it broke off, is left out.
 */
export function eventsForSupport(log: string, hashed: Hashed, room: Room): readonly unknown[] {
  return log.split('\n').flatMap((line) => {
    try {
      return [safeFields(JSON.parse(line), hashed, room)];
    } catch {
      return [];
    }
  });
}
