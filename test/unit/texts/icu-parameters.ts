import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** What a text names: each parameter with what it is, and the forms of each plural and choice. */
export interface NamedInText {
  readonly parameters: ReadonlyMap<string, 'number' | 'text'>;
  readonly branches: ReadonlyMap<string, readonly string[]>;
}

/** Reads a text of ICU MessageFormat. Throws where it is none. */
export function namedIn(text: string): NamedInText {
  const parameters = new Map<string, 'number' | 'text'>();
  const branches = new Map<string, readonly string[]>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) parameters.set(element.value, 'text');
      if (element.type === TYPE.number) parameters.set(element.value, 'number');
      if (element.type !== TYPE.plural && element.type !== TYPE.select) continue;
      parameters.set(element.value, element.type === TYPE.plural ? 'number' : 'text');
      const kind = element.type === TYPE.plural ? element.pluralType : 'select';
      branches.set(`${element.value} ${kind}`, Object.keys(element.options));
      for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(text, { ignoreTag: true }));
  return { parameters, branches };
}

/** The words of a text that are read, without its parameters; one string for each form. */
export function wordsOf(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (elements: readonly MessageFormatElement[]): string =>
    elements
      .map((element) => {
        if (element.type === TYPE.literal) return element.value;
        if (element.type === TYPE.plural || element.type === TYPE.select) {
          for (const option of Object.values(element.options)) found.push(visit(option.value));
        }
        return '…';
      })
      .join('');
  found.push(visit(parse(text, { ignoreTag: true })));
  return found;
}
