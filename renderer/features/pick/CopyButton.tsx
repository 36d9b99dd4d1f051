import { useState } from 'react';
import type { Command } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';

/** Puts the address of the page to choose on, which the main process knows, on the clipboard. */
export function CopyButton({ copy }: { readonly copy: Command<'pick.copyAddress'> }) {
  const t = useTexts();
  const [copied, setCopied] = useState(false);
  async function run(): Promise<void> {
    const answer = await copy.run(null);
    setCopied(answer.ok);
  }
  return (
    <span>
      <Button icon={copied ? CheckIcon : undefined} busy={copy.busy} onClick={() => void run()}>
        {copied ? t('pick.waiting.copied') : t('pick.waiting.copy')}
      </Button>
      <span role="status">
        <VisuallyHidden>{copied ? t('pick.waiting.copied') : ''}</VisuallyHidden>
      </span>
    </span>
  );
}
