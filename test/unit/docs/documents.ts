import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '..', '..', '..');

export interface Document {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every page of documentation in the project. */
export const documents: readonly Document[] = globSync(['*.md', 'docs/**/*.md', 'test/**/*.md', '.github/**/*.md'], {
  cwd: project,
})
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()
  .map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') }));

/** The page with this path. */
export function documentAt(path: string): Document {
  const found = documents.find((one) => one.path === path);
  if (found === undefined) throw new Error(`There is no ${path}`);
  return found;
}

/** The text between back quotes, in sentences and in blocks of code. */
export function codeIn({ text }: Pick<Document, 'text'>): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const inSentences = [...text.replaceAll(/^```\w*\n.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)];
  return [...inSentences.map(([, code = '']) => code), ...blocks];
}

/** The cells of all tables under the heading `heading` (without its `#`), a row each, without the head. */
export function tableUnder({ path, text }: Document, heading: string): readonly (readonly string[])[] {
  const [, section] = new RegExp(`^#+ ${heading}\\n(.*?)(?=^#|$(?![\\s\\S]))`, 'ms').exec(text) ?? [];
  if (section === undefined) throw new Error(`${path} has no heading "${heading}"`);
  return [...section.matchAll(/^\|(.*)\|$/gm)]
    .map(([, row = '']) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .filter((cells, index) => index > 0 && !cells.every((cell) => /^-+$/.test(cell)));
}
