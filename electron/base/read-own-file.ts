import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * The text of a small file of our own. Where something else has its name, a pipe that nobody writes to is not waited for.
 * Rejects with an error of the system, or one that says that it is no file.
 */
export async function readOwnFile(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) throw new Error(`${path} is no file.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
