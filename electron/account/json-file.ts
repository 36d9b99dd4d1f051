import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import type * as z from 'zod';
import { writePrivateFileDurably } from '../base/durable-file.ts';
import { isMissing } from '../base/errno.ts';
import { saysFull } from '../base/full-disk.ts';
import { messageOf } from '../base/message-of.ts';
import { readOwnFile } from '../base/read-own-file.ts';
import { dataFolderProblem } from '../contract/data-folder-problem.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';

/** One small JSON file in the data folder that is parsed when read and replaced as a whole when written. */
export interface JsonFile<T> {
  /** Null when there is no file. A damaged file is reported to `onProblem`, kept aside, and from then on not there. */
  readonly read: () => Promise<Result<T | null>>;
  /** Fails with `data-folder-unusable`. */
  readonly write: (value: T) => Promise<Result<void>>;
}

/** The file at `path`, whose content has the form of `schema`. */
export function jsonFile<T>(path: string, schema: z.ZodType<T>, onProblem: (problem: Problem) => void): JsonFile<T> {
  async function read(): Promise<Result<T | null>> {
    try {
      const parsed = schema.safeParse(parseJson(await readOwnFile(path)));
      if (parsed.success) return ok(parsed.data);
      const aside = await keepAside(path);
      onProblem(problem('account-file-damaged', { subject: path, detail: `It was kept as ${aside}.` }));
      return ok(null);
    } catch (error) {
      if (isMissing(error)) return ok(null);
      return failed(dataFolderProblem(saysFull(error), { subject: path, detail: messageOf(error) }));
    }
  }

  async function write(value: T): Promise<Result<void>> {
    try {
      await writePrivateFileDurably(path, `${JSON.stringify(value, null, 2)}\n`);
      return ok(undefined);
    } catch (error) {
      return failed(dataFolderProblem(saysFull(error), { subject: path, detail: messageOf(error) }));
    }
  }

  return { read, write };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON has the form of any schema: the caller treats it as damage.
    return undefined;
  }
}

/** Moves a damaged file out of the way, keeping it; returns its new path. */
export async function keepAside(path: string): Promise<string> {
  const aside = `${path}.damaged-${randomUUID().slice(0, 8)}`;
  await rename(path, aside);
  return aside;
}
