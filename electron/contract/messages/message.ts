import * as z from 'zod';
import { type ProblemCode, problemCodes } from '../problem-codes.ts';
import { coverageMessages } from './coverage.ts';
import { desktopMessages } from './desktop.ts';
import { noticeMessages } from './notices.ts';
import type { MessageTable, ParameterKind } from './parameters.ts';
import { problemMessages } from './problems.ts';
import { statusMessages } from './status.ts';
import { takeoutMessages } from './takeout.ts';

const table = {
  ...statusMessages,
  ...coverageMessages,
  ...noticeMessages,
  ...takeoutMessages,
  ...problemMessages,
  ...desktopMessages,
};

/** Every message that main can send: its key, and the names and kinds of its parameters. */
export const messageTable: MessageTable & typeof table = table;
export type MessageKey = keyof typeof table;

/** The value of a parameter of each kind. Instants are ISO 8601. */
export interface ParameterValues {
  readonly count: number;
  readonly numeral: number;
  readonly numerals: readonly number[];
  readonly moment: { readonly at: string; readonly isToday: boolean };
  readonly day: string;
  readonly date: string;
  readonly 'day-and-time': string;
  readonly text: string;
  readonly problem: ProblemCode;
  readonly 'way-out': ProblemCode;
  readonly message: Message;
}

/** The parameters of a message. */
export type MessageValues<K extends MessageKey> = {
  readonly [P in keyof (typeof table)[K]]: (typeof table)[K][P] extends ParameterKind
    ? ParameterValues[(typeof table)[K][P]]
    : never;
};

/** Something to tell a person, before it is put into words of a language. */
export type Message = { [K in MessageKey]: { readonly key: K; readonly values: MessageValues<K> } }[MessageKey];

/** A message of a key; one without parameters needs no values. */
export function message<K extends MessageKey>(
  key: K,
  ...values: keyof MessageValues<K> extends never ? [] : [MessageValues<K>]
): Extract<Message, { key: K }>;
export function message(key: MessageKey, values: object = {}): object {
  return { key, values };
}

const instant = z.iso.datetime();
const valueSchemas: { readonly [K in ParameterKind]: z.ZodType<ParameterValues[K]> } = {
  count: z.int().nonnegative(),
  numeral: z.int().nonnegative(),
  numerals: z.array(z.int().nonnegative()).min(1),
  moment: z.object({ at: instant, isToday: z.boolean() }),
  day: instant,
  date: instant,
  'day-and-time': instant,
  text: z.string(),
  problem: z.enum(problemCodes),
  'way-out': z.enum(problemCodes),
  message: z.custom<Message>(isMessage),
};

/** Made for the first message: hundreds of them, and the command line mostly reads none. */
let schemas: ReadonlyMap<string, z.ZodType> | null = null;

function schemasOfMessages(): ReadonlyMap<string, z.ZodType> {
  schemas ??= new Map(
    Object.entries(messageTable).map(([key, kinds]) => {
      const values = Object.entries(kinds).map(([name, kind]) => [name, valueSchemas[kind]] as const);
      const schema = z.strictObject({ key: z.literal(key), values: z.strictObject(Object.fromEntries(values)) });
      return [key, schema] as const;
    }),
  );
  return schemas;
}

/** Any message of the table; one whose values are not those of its key is refused. */
export const messageSchema = z.custom<Message>(isMessage);

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('key' in value) || typeof value.key !== 'string') return false;
  return schemasOfMessages().get(value.key)?.safeParse(value).success === true;
}
