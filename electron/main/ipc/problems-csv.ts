import type { ProblemGroup } from '../../contract/desktop-models.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { ok, type Result } from '../../contract/result.ts';

/** One problem as a list of problems has it. */
export interface ListedProblem {
  readonly id: number;
  readonly at: string;
  readonly problem: Problem;
}

/** The page of problems of one code that begins at `offset`; empty behind the last. */
export type ProblemPage = (code: ProblemCode, offset: number) => Promise<Result<readonly ListedProblem[]>>;

const header = ['when', 'what', 'title', 'explanation', 'way out', 'detail'];

/** All open problems as CSV (RFC 4180) with a header, for a spreadsheet. */
export async function problemsCsv(groups: readonly ProblemGroup[], page: ProblemPage): Promise<Result<string>> {
  const lines = [header.map(cell).join(',')];
  for (const { code } of groups) {
    for (let offset = 0; ; ) {
      const listed = await page(code, offset);
      if (!listed.ok) return listed;
      for (const { at, problem } of listed.value) {
        const { subject = '', title, explanation, wayOut, detail = '' } = problem;
        lines.push([at, subject, title, explanation, wayOut, detail].map(cell).join(','));
      }
      if (listed.value.length === 0) break;
      offset += listed.value.length;
    }
  }
  return ok(`${lines.join('\r\n')}\r\n`);
}

/** A spreadsheet runs what begins like a formula; a leading apostrophe makes it text. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
