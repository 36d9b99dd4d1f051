import { Command, InvalidArgumentError } from 'commander';

/** How the smoke test is called. */
export interface Flags {
  readonly program?: string;
  readonly secrets?: string;
  readonly keyring?: true;
  readonly anySandbox?: true;
  readonly seconds: number;
}

/** Reads the flags, and the words behind them. Throws a CommanderError when they cannot be read. */
export function readFlags(args: readonly string[]): { readonly flags: Flags; readonly words: readonly string[] } {
  const command = new Command('smoke')
    .description('starts a packaged app, and has it import, show a page and a thumbnail, and end')
    .argument('[word...]', 'behind --: handed to the program before everything else')
    .option('--program <file>', 'the program to start; the one in dist/packaged unless told')
    .option('--secrets <kind>', 'where it must keep secrets: keychain or memory')
    .option('--keyring', 'Linux: give it a Secret Service of its own')
    .option('--any-sandbox', 'Linux: let the page run without Chromium’s sandbox')
    .option('--seconds <n>', 'how long a step may take', wholeNumber, 120)
    .exitOverride()
    .parse([...args], { from: 'user' });
  return { flags: command.opts<Flags>(), words: command.args };
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return Number(text);
}
