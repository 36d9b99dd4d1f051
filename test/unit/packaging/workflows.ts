import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const folder = join(import.meta.dirname, '..', '..', '..', '.github', 'workflows');

const condition = z.union([z.string(), z.boolean()]).optional();
const stepSchema = z.looseObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  if: condition,
  env: z.record(z.string(), z.unknown()).default({}),
  with: z.record(z.string(), z.unknown()).default({}),
});
const jobSchema = z.looseObject({
  uses: z.string().optional(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  secrets: z.unknown().optional(),
  steps: z.array(stepSchema).default([]),
  strategy: z.looseObject({ matrix: z.record(z.string(), z.unknown()) }).optional(),
});
const workflowSchema = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), jobSchema),
});

type Step = z.infer<typeof stepSchema>;

/** A workflow, as text and as GitHub reads it. */
export interface Workflow extends z.infer<typeof workflowSchema> {
  readonly file: string;
  readonly text: string;
}

/** All workflows of the project. */
export const workflows: readonly Workflow[] = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  return { file, text, ...workflowSchema.parse(parse(text)) };
});

/** The workflow in this file. */
export function workflow(file: string): Workflow {
  const found = workflows.find((one) => one.file === file);
  if (found === undefined) throw new Error(`There is no workflow ${file}`);
  return found;
}

/** Every step of every job. */
export function stepsOf({ jobs }: Pick<Workflow, 'jobs'>): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

/** What a step hands to its shell, with GitHub's expressions filled in by a word. */
export function scriptsOf(steps: readonly Step[], shell: 'bash' | 'pwsh'): readonly string[] {
  const own = steps.filter((step) => (step.shell ?? 'bash') === shell);
  return own.flatMap(({ run }) => (run === undefined ? [] : [run.replaceAll(/\$\{\{.*?\}\}/gs, 'filled-in')]));
}
