import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeIn, type Document, project } from './documents.ts';

/** The scripts that a page tells people to run: `npm run X`, `npm test`, `npm start`. */
export function scriptsNamedIn(page: Pick<Document, 'text'>): readonly string[] {
  return codeIn(page).flatMap((code) =>
    [...code.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)].map(([, run, short]) => run ?? short ?? ''),
  );
}

/** Files and folders in code of a page: with a slash and no blank, or with the ending of a source. */
export function pathsNamedIn(page: Pick<Document, 'text'>): readonly string[] {
  const words = codeIn(page).flatMap((code) => code.split(/[\s,;"'()]+/));
  const isPath = /^(?![@/.]+$)[\w.@-]+(\/[\w.@-]+)*\/?$/;
  const hasEnding = /\.(tsx?|mjs|cjs|md|css|nsh|plist|yml)$/;
  return words.filter((word) => isPath.test(word) && (hasEnding.test(word) || /^\w[\w.-]*\/./.test(word)));
}

/** Words in code of a page that begin like one of `known` (up to its first `separator`) and are none of them. */
export function unknownWordsIn(
  page: Pick<Document, 'text'>,
  known: readonly string[],
  separator: '-' | '.',
): readonly string[] {
  const firstOf = (word: string): string => word.split(separator, 1)[0] ?? '';
  const families = new Set(known.map(firstOf));
  const form = separator === '-' ? /^[a-z]+(-[a-z]+)+$/ : /^[a-z]+\.[a-zA-Z]+$/;
  return codeIn(page).filter((word) => form.test(word) && families.has(firstOf(word)) && !known.includes(word));
}

/** The targets of a page's links that are files of the project, from the project's root. */
export function linksIn({ path, text }: Document): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(path), target));
}

/** The anchors that a page links to in itself, as far as no heading makes them. */
export function lostAnchorsIn({ text }: Pick<Document, 'text'>): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
  return [...text.matchAll(/\]\(#([^)]+)\)/g)]
    .map(([, anchor = '']) => anchor)
    .filter((one) => !headings.includes(one));
}

/** Whether the project has a file or folder whose path is `path`, or ends with it; a test may be named without ending. */
export function isInProject(path: string, all: ReadonlySet<string>): boolean {
  const bare = path.replace(/^(\.\.?\/)+/, '').replace(/\/$/, '');
  if (existsSync(join(project, bare))) return true;
  return ['', '.test.ts', '.spec.ts'].some((ending) => all.has(`${bare}${ending}`));
}

/** Every path of the project and every end of one, at the border of a name: `a/b.ts` gives `a/b.ts`, `b.ts` and `a`. */
export function pathEnds(paths: readonly string[]): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const path of paths) {
    const names = path.split('/');
    for (let length = names.length; length > 0; length--) {
      for (let from = 0; from < length; from++) ends.add(names.slice(from, length).join('/'));
    }
  }
  return ends;
}
