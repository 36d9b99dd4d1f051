import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that ran to its end. */
export interface EndedProgram {
  readonly exitCode: number;
  /** What it wrote to its standard output. */
  readonly output: string;
}

/** A program and where its lines go. */
export interface ProgramCall {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Called with each line of its output and its complaints, as they come. */
  readonly onLine: (line: string) => void;
}

/** Runs a program to its end; one that cannot be started ends with 127, one that was killed with 1. */
export function runProgram({ command, args, env, onLine }: ProgramCall): Promise<EndedProgram> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', onLine);
    child.on('error', (error) => {
      onLine(error.message);
      resolve({ exitCode: 127, output });
    });
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

/** Writes lines with the name of the suite that they come from before them: suites run side by side. */
export function printedAs(name: string): (line: string) => void {
  return (line) => process.stdout.write(`${name.padEnd(11)} │ ${line}\n`);
}
