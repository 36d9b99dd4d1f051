import { posix } from 'node:path';
import type { SourceText } from '../house/source-files.ts';

/** What one file is for, and what others may take from it. */
interface MappedFile {
  readonly name: string;
  readonly purpose: string;
  readonly exports: readonly string[];
}

interface DocumentedExport {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

const modifiers = '(?:default )?(?:declare )?(?:async )?(?:abstract )?';
const exported = new RegExp(`^export ${modifiers}(function\\*?|const|class|interface|type|enum|let) (\\w+)`, 'gm');
const documented = new RegExp(
  `^/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*(?://[^\\n]*\\n)*export ${modifiers}(function\\*?|const|class|interface|type|enum|let) (\\w+)`,
  'gm',
);
/** A comment that belongs to no declaration: an empty line or an import follows, or it is none of documentation. */
const ofTheFile = /^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(?:\n|import )|^\/\*(?!\*)((?:(?!\*\/)[\s\S])*)\*\//m;

/** So much of a purpose is shown. */
const longestPurpose = 180;
const mostExports = 8;

/** Every file of `files` with what it is for, by folders, as Markdown; see {@link purposeOf} for where the words are from. */
export function fileMap(files: readonly SourceText[]): string {
  const folders = Map.groupBy(files, ({ path }) => posix.dirname(path));
  const sections = [...folders]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([folder, inFolder]) => {
      const mapped = inFolder.map(mappedFile).toSorted((one, other) => (one.name < other.name ? -1 : 1));
      return `## ${folder}\n\n${linesOf(mapped).join('\n')}\n`;
    });
  return sections.join('\n');
}

/** Files that say nothing of themselves (texts of one language) share a line. */
function linesOf(files: readonly MappedFile[]): readonly string[] {
  const silent = files.filter(({ purpose }) => purpose === '');
  const lines = files
    .filter(({ purpose }) => purpose !== '')
    .map(({ name, purpose, exports }) => `- **${name}**: ${purpose}${namesOf(exports)}`);
  if (silent.length === 0) return lines;
  return [...lines, `- ${silent.map(({ name, exports }) => `**${name}**${namesOf(exports)}`).join(', ')}`];
}

function namesOf(exports: readonly string[]): string {
  if (exports.length === 0) return '';
  const more = exports.length > mostExports ? ', …' : '';
  return ` (${exports.slice(0, mostExports).join(', ')}${more})`;
}

function mappedFile({ path, text }: SourceText): MappedFile {
  const exports = [...text.matchAll(exported)].map(([, , name = '']) => name);
  return { name: posix.basename(path), purpose: purposeOf(path, text), exports };
}

/** The comment at the file's top; without one, that of the export which the file is called after, or of its first function. */
export function purposeOf(path: string, text: string): string {
  const [, withStars, plain] = ofTheFile.exec(text) ?? [];
  const about = withStars ?? plain;
  if (about !== undefined && !about.includes('biome-ignore')) return firstSentence(about);
  const all = [...text.matchAll(documented)].map(([, words = '', kind = '', name = '']) => ({
    kind,
    name,
    text: words,
  }));
  const main = all.find(({ name }) => isNamesake(path, name)) ?? all.find(isCode) ?? all.find(isShape) ?? all[0];
  return main === undefined ? '' : firstSentence(main.text);
}

function isCode({ kind }: DocumentedExport): boolean {
  return kind.startsWith('function') || kind === 'class';
}

function isShape({ kind }: DocumentedExport): boolean {
  return kind === 'interface' || kind === 'type';
}

function isNamesake(path: string, name: string): boolean {
  const file = posix.basename(path).replace(/\..*$/, '').replaceAll('-', '').toLowerCase();
  const plain = name.toLowerCase();
  return plain === file || plain === `${file}s` || `${plain}s` === file || plain === `open${file}`;
}

function firstSentence(comment: string): string {
  const words = comment
    .replaceAll(/^\s*\* ?/gm, ' ')
    .replaceAll(/\{@link (\w+)[^}]*\}/g, '$1')
    .replaceAll(/[`*_<>|\\[\]]/g, (character) => (character === '`' ? '' : ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [sentence = ''] = words.split(/(?<=[.!?]) (?=[A-Z])/);
  if (sentence.length <= longestPurpose) return sentence;
  return `${sentence.slice(0, sentence.lastIndexOf(' ', longestPurpose))} …`;
}
