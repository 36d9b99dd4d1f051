import type * as z from 'zod';
import { bodyOf, type Call } from '../call.ts';

/** The body of a call as the schema reads it; undefined when it does not fit. */
export async function parsedBody<T>(call: Call, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = (await bodyOf(call)).toString('utf8');
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // What is not JSON is answered like every other invalid argument.
    return undefined;
  }
}
