import { useEffect, useEffectEvent } from 'react';

/**
 * Hears keys anywhere while the component is shown, but for those with Alt, Ctrl or Meta. `act` says whether it took one.
 */
export function useKeys(act: (event: KeyboardEvent) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    // On the way down: a dialog keeps the keys of its focused button to itself.
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
