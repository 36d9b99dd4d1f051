import { type FocusEvent, type KeyboardEvent, useCallback, useLayoutEffect, useState } from 'react';
import { movedItem, moveOfKey } from './grid-moves.ts';
import type { GridScroll } from './use-grid-scroll.ts';

/** One tile of the grid is in the Tab order; the arrow keys move from it. */
export interface GridKeyboard {
  readonly current: number;
  /** Whether the keyboard is in the grid. */
  readonly focused: boolean;
  /** The item whose row must stay built although it is out of sight, because the keyboard is or will be there. */
  readonly kept: number | null;
  readonly goTo: (item: number, how: 'with focus' | 'without focus') => void;
  readonly elementOf: (item: number) => HTMLElement | null;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
}

/** `open` is the item that the viewer shows: the keyboard comes back to its tile. */
export function useGridKeyboard({ root, layout, reveal, inSight }: GridScroll, open: number | null): GridKeyboard {
  const [current, setCurrent] = useState(0);
  const [focused, setFocused] = useState(false);
  /** What the keyboard is to come to; its row is built until it has. */
  const [wanted, setWanted] = useState<number | null>(null);

  const elementOf = useCallback(
    (item: number) => root.current?.querySelector<HTMLElement>(`[data-item="${item}"]`) ?? null,
    [root],
  );

  const goTo = useCallback<GridKeyboard['goTo']>(
    (item, how) => {
      setCurrent(item);
      reveal(item);
      setWanted(how === 'with focus' ? item : null);
    },
    [reveal],
  );

  // Its row is built in the same pass, even when the scroll event that reveals it is yet to come.
  useLayoutEffect(() => {
    if (wanted === null) return;
    setWanted(null);
    elementOf(wanted)?.focus({ preventScroll: true });
  }, [wanted, elementOf]);

  function onKeyDown(event: KeyboardEvent): void {
    const move = event.altKey || event.metaKey ? null : moveOfKey(event.key);
    // Not `current`: photos that came in front have changed its number since.
    const from = itemOf(event.target);
    if (move === null || from === null) return;
    event.preventDefault();
    const pageRows = Math.floor(inSight / layout.rowHeight);
    goTo(movedItem(layout, from, move, pageRows), 'with focus');
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    const item = itemOf(event.target);
    if (item === null) return;
    setFocused(true);
    setCurrent(item);
  }

  function onBlur(event: FocusEvent<HTMLElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
  }

  const kept = open ?? wanted ?? (focused ? current : null);
  return { current, focused, kept, goTo, elementOf, handlers: { onKeyDown, onFocus, onBlur } };
}

function itemOf(target: EventTarget): number | null {
  const item = target instanceof HTMLElement ? target.dataset['item'] : undefined;
  return item === undefined ? null : Number(item);
}
