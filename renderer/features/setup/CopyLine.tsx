import { useRef, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import styles from './ConsoleGuide.module.css';

/** A line to be pasted elsewhere, with a button that copies it. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useTexts();
  const copy = useCommand('app.copyText');
  const line = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'selected'>('none');

  async function run(): Promise<void> {
    line.current?.select();
    const answer = await copy.run({ text });
    // The line stays selected, so that one key does it where the system refuses the clipboard.
    setOutcome(answer.ok ? 'copied' : 'selected');
  }
  return (
    <div className={styles.copy}>
      <input
        className={styles.line}
        aria-label={label}
        value={text}
        readOnly
        ref={line}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button icon={outcome === 'copied' ? CheckIcon : undefined} busy={copy.busy} onClick={() => void run()}>
        {outcome === 'copied' ? t('setup.client.copied') : t('setup.client.copy')}
      </Button>
      <p className={styles.copied} role="status">
        {outcome === 'selected' ? t('setup.client.copy-by-hand') : null}
      </p>
    </div>
  );
}
