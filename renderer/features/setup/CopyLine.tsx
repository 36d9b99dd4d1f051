import { useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CheckIcon } from '../../components/icons.tsx';
import styles from './ConsoleGuide.module.css';
import { setupStrings } from './strings.ts';

const strings = setupStrings.client;

/** A line to be pasted elsewhere, with a button that copies it. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const line = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'selected'>('none');

  async function copy(): Promise<void> {
    line.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      // The clipboard may be refused to the page; the line is selected, so one key does it.
      setOutcome('selected');
    }
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
      <Button icon={outcome === 'copied' ? CheckIcon : undefined} onClick={() => void copy()}>
        {outcome === 'copied' ? strings.copied : strings.copy}
      </Button>
      <p className={styles.copied} role="status">
        {outcome === 'selected' ? strings.copyByHand : null}
      </p>
    </div>
  );
}
