/**
 * What a message can be filled with. `count`: a number with separators. `numeral` and `numerals`: numbers as they are.
 * `moment`: a time near now, with its day unless that is today. `day` and `day-and-time`: dates near now; `date`: with its year. `text`: as it is, such
 * as a version or a file name. `problem`: the title of a problem. `way-out`: the way out of its code.
 * `message`: another message.
 */
export const parameterKinds = [
  'count',
  'numeral',
  'numerals',
  'moment',
  'day',
  'date',
  'day-and-time',
  'text',
  'problem',
  'way-out',
  'message',
] as const;
export type ParameterKind = (typeof parameterKinds)[number];

/** The messages of one area: for each key the names of its parameters, and what they are. */
export type MessageTable = Readonly<Record<string, Readonly<Record<string, ParameterKind>>>>;
