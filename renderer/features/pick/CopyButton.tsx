import { useState } from 'react';
import type { Command } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { pickStrings } from './strings.ts';

const strings = pickStrings.waiting;

/** Puts the address of the page to choose on, which the main process knows, on the clipboard. */
export function CopyButton({ copy }: { readonly copy: Command<'pick.copyAddress'> }) {
  const [copied, setCopied] = useState(false);
  async function run(): Promise<void> {
    const answer = await copy.run(null);
    setCopied(answer.ok);
  }
  return (
    <span>
      <Button icon={copied ? CheckIcon : undefined} busy={copy.busy} onClick={() => void run()}>
        {copied ? strings.copied : strings.copy}
      </Button>
      <span role="status">
        <VisuallyHidden>{copied ? strings.copied : ''}</VisuallyHidden>
      </span>
    </span>
  );
}
