import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './VirtualRows.module.css';

/** A long list of which only what is in sight is built. Scrolls with the nearest `main`; rows may differ in height. */
export interface VirtualRowsProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string | number;
  /** A guess, in CSS pixels; the real heights are measured. */
  readonly rowHeight: number;
  readonly row: (item: T) => ReactNode;
  /** Called when the end comes into sight. */
  readonly onEnd?: (() => void) | undefined;
}

export function VirtualRows<T>({ label, items, keyOf, rowHeight, row, onEnd }: VirtualRowsProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const [above, setAbove] = useState(0);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current?.closest('main') ?? null,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 8,
    scrollMargin: above,
  });

  // How much stands above the list changes with notices and the window's width.
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element?.closest('main');
    if (element === null || scroller === null || scroller === undefined) return undefined;
    const measure = () =>
      setAbove(
        Math.round(element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop),
      );
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(scroller);
    if (element.parentElement !== null) watcher.observe(element.parentElement);
    return () => watcher.disconnect();
  }, []);

  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 1) onEnd?.();
  }, [items.length, last, onEnd]);

  return (
    <ul className={styles.list} ref={list} aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
      {rows.map(({ index, key, start }) => {
        const item = items[index];
        return item === undefined ? null : (
          <li
            className={styles.row}
            key={key}
            data-index={index}
            ref={virtualizer.measureElement}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start - above}px)` }}
          >
            {row(item)}
          </li>
        );
      })}
    </ul>
  );
}
