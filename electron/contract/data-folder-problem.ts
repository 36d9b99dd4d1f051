import { type Problem, problem } from './problem.ts';

/**
 * What a person reads when Afterimage's own folder could not be read or written. `isFull`: its disk has no room left.
 * `subject`: the file or folder.
 */
export function dataFolderProblem(
  isFull: boolean,
  { detail, subject }: { readonly detail: string | undefined; readonly subject: string | undefined },
): Problem {
  return problem(isFull ? 'data-folder-full' : 'data-folder-unusable', { detail, subject });
}
