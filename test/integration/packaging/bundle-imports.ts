import { preProcessFile } from 'typescript';

/** What a bundle imports or requires; `__require` is what the bundler calls `require` in a module. */
export function importsOf(script: string): readonly string[] {
  const imported = preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);
  const required = [...script.matchAll(/\b__require\("([^"]+)"\)/g)].flatMap(([, specifier]) => specifier ?? []);
  return [...imported, ...required];
}

/** `@scope/name/file` → `@scope/name`, `name/file` → `name`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
