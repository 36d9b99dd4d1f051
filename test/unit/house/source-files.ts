import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..', '..', '..');

/** A file as a guard reads it; `path` is from the project's root, with slashes. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** The paths of all files in `folders` whose names match, from the project's root, with slashes. */
export function sourceFiles(folders: readonly string[], name = /\.tsx?$/): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(project.length + 1)
          .replaceAll('\\', '/'),
      )
      .toSorted(),
  );
}

/** The same files with their text. */
export function sourceTexts(folders: readonly string[], name?: RegExp): readonly SourceText[] {
  return sourceFiles(folders, name).map((path) => ({ path, text: readFileSync(join(project, path), 'utf8') }));
}
