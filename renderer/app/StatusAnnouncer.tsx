import { useEffect, useState } from 'react';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { useFormats } from '../formatting/formats-context.tsx';
import { useSnapshot } from '../store/use-store.tsx';

/** Reads the sentence of state aloud when the state changes; the ticks in between stay silent. */
export function StatusAnnouncer() {
  const status = useSnapshot((snapshot) => snapshot.status);
  const { message } = useFormats();
  const sentence = message(useSnapshot((snapshot) => snapshot.statusText));
  const [announced, setAnnounced] = useState({ status, sentence: '' });
  useEffect(() => {
    if (status !== announced.status) setAnnounced({ status, sentence });
  }, [status, sentence, announced]);
  return (
    <div role="status">
      <VisuallyHidden>{announced.sentence}</VisuallyHidden>
    </div>
  );
}
