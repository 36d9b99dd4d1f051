import { createInterface } from 'node:readline';
import type { Session } from './session.ts';

/** One line of standard input, asked for with a text; null when there is none. */
export async function askLine({ terminal }: Pick<Session, 'terminal'>, text: string): Promise<string | null> {
  terminal.note(text);
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    for await (const line of lines) return line;
    return null;
  } finally {
    lines.close();
  }
}
