import { quotaDayOf } from '../contract/pacific-day.ts';
import { commandOf, type Problem, problem } from '../contract/problem.ts';
import { isMarked } from '../contract/problem-codes.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { formatInstant } from './format.ts';
import type { Invocation } from './invocation.ts';

/** What a command line says of the way out: the app has buttons, a terminal has commands. */
export interface Advice {
  /** A problem that is told. */
  readonly told: (problem: Problem) => Problem;
  /** A problem that ended the command: nothing goes on by itself, because the process is over. */
  readonly ending: (problem: Problem) => Problem;
  /** A text with commands in it. */
  readonly text: (text: string) => string;
  /** The command that is running, as it was typed. */
  readonly again: () => string;
}

/** Leaves everything as it is. */
export const noAdvice: Advice = { told: (met) => met, ending: (met) => met, text: (text) => text, again: () => '' };

interface AdviceDeps {
  readonly invocation: Invocation;
  /** The words of the command that is running: `backup`, `client set`. */
  readonly command: string;
  readonly now: () => Date;
}

/** Advice with the literal commands of this invocation. */
export function commandAdvice({ invocation, command, now }: AdviceDeps): Advice {
  const text = (words: string): string => invocation.completed(words);
  // A problem may be told more than once, in a record within a record for one.
  const advised = new WeakSet<Problem>();
  const withWayOut = (met: Problem, wayOut: string): Problem => {
    const better = { ...met, wayOut };
    advised.add(better);
    return better;
  };
  const told = (problem: Problem): Problem => {
    if (advised.has(problem)) return problem;
    const met = inCommandWords(problem);
    // A place that knows a better way out than the code has said it.
    if (met.advice !== undefined) return withWayOut(met, text(met.wayOut));
    return withWayOut(met, text(wordsFor(met, command) ?? commandOf(met.code) ?? met.wayOut));
  };
  return {
    text,
    again: () => invocation.again(),
    told,
    ending: (met) => {
      if (advised.has(met)) return met;
      // A place that has words of its own for it knows better what was done by then.
      const isUsual = met.code === 'interrupted' && met.title === problem('interrupted').title;
      const ofCommand = isUsual ? { ...met, ...interruptedWords(command) } : met;
      const words = endingWords(met, invocation, now());
      return words === null ? told(met) : withWayOut(ofCommand, words);
    },
  };
}

/** A command shows no list that could have grown old, as the app does. */
function inCommandWords(met: Problem): Problem {
  return met.code === 'entry-unknown' ? { ...met, explanation: 'The backup knows no file of this name.' } : met;
}

/** What an interrupted command leaves behind; of others, that what they had done by then stays. */
const interruptions: Readonly<Record<string, Pick<Problem, 'title' | 'explanation'>>> = {
  import: {
    title: 'The import was stopped',
    explanation: 'Everything stored is whole. The export files are unchanged.',
  },
  restore: {
    title: 'The restore was stopped',
    explanation: 'What was sent by then is at Google Photos; nothing is sent twice. The backup is unchanged.',
  },
  upload: {
    title: 'The upload was stopped',
    explanation: 'What was sent by then is at Google Photos; nothing is sent twice. Your files are unchanged.',
  },
  'export-to': {
    title: 'The copying was stopped',
    explanation: 'Every copy that has its name is whole. The backup is unchanged.',
  },
  verify: {
    title: 'The check was stopped',
    explanation: 'What was found by then is remembered; no photo was changed.',
  },
};

function interruptedWords(command: string): Partial<Problem> {
  // The words of the code are those of a backup, and of what is stored as one is.
  if (['backup', 'pick', 'drive fetch', 'daemon'].includes(command)) return {};
  return (
    interruptions[command] ?? {
      title: 'The command was stopped',
      explanation: 'What it had done by then stays as it is.',
    }
  );
}

/** What only a command line can say, and only while it knows its command. */
function wordsFor({ code, wayOut }: Problem, command: string): string | null {
  const usual = commandOf(code);
  // Signing in would not ask for Google Drive again. Who is unknown signs in first, whatever the command.
  if (command.startsWith('drive ') && usual?.includes('afterimage accounts') === false) {
    return usual.replaceAll('afterimage sign-in', 'afterimage drive connect');
  }
  return code === 'usage' && wayOut === problem('usage').wayOut ? `See afterimage ${command} --help` : null;
}

/** What to do when a command has ended that the app would have resumed; null when the code's own words are right. */
function endingWords({ code, wayOut, retry }: Problem, invocation: Invocation, now: Date): string | null {
  const again = invocation.again();
  if (exitCodeOf(code) === exitCodes.locked) {
    const mayWait = retry === 'automatic' && !invocation.isGiven('--wait-lock');
    return mayWait ? `${wayOut} To wait for it: ${again} --wait-lock 1h` : null;
  }
  if (exitCodeOf(code) === exitCodes.interrupted) return `Run it again: ${again}`;
  if (isMarked(code, 'daily-limit')) {
    const reset = formatInstant(new Date(quotaDayOf(now.getTime()).resetsAt).toISOString());
    return `This command has ended. Run it again after ${reset} (midnight Pacific time): ${again}`;
  }
  return isMarked(code, 'app-resumes') ? `This command has ended. Run it again in a while: ${again}` : null;
}
