import { type KeyboardEvent, type PointerEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { useFormats } from '../../formatting/formats-context.tsx';
import { type GridLayout, sectionAt } from './grid-layout.ts';
import { monthName } from './month-name.ts';
import styles from './Scrubber.module.css';
import { yearMarks } from './scrubber-marks.ts';
import type { GridScroll } from './use-grid-scroll.ts';

/** Room of a year beside the track, in CSS pixels. */
const markRoom = 26;

/** A track of all months beside the grid: drag, click, or use the arrow keys to go to another one. */
export function Scrubber({ scroll }: { readonly scroll: GridScroll }) {
  const { layout, inSight, spot, scrollTo } = scroll;
  const [dragging, setDragging] = useState(false);
  const y = useSyncExternalStore(spot.subscribe, spot.y);
  const formats = useFormats();
  const span = Math.max(1, layout.height - inSight);
  const marks = useMemo(() => yearMarks(layout, span, inSight === 0 ? 1 : markRoom / inSight), [layout, span, inSight]);
  const section = sectionAt(layout, y);
  if (section === null || layout.height < inSight * 1.5) return null;

  function toPointer(event: PointerEvent<HTMLElement>): void {
    const track = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientY - track.top) / track.height));
    scrollTo(share * span);
  }
  const month = monthName(section.key, formats);
  const share = Math.min(1, y / span);
  const last = layout.sections.length;
  return (
    <div className={styles.rail} style={{ height: inSight }}>
      <div
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label={formats.t('photos.scrubber')}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={last}
        aria-valuenow={last - section.index}
        aria-valuetext={month}
        data-dragging={dragging}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
          toPointer(event);
        }}
        onPointerMove={(event) => (dragging ? toPointer(event) : undefined)}
        onPointerUp={() => setDragging(false)}
        onPointerCancel={() => setDragging(false)}
        onKeyDown={(event) => {
          const top = topOfKey(event, layout, section.index);
          if (top === null) return;
          event.preventDefault();
          scrollTo(top);
        }}
      >
        {marks.map(({ label, at }) => (
          <span className={styles.mark} key={label} style={{ top: `${at * 100}%` }} aria-hidden="true">
            {label}
          </span>
        ))}
        <span className={styles.thumb} style={{ transform: `translateY(${share * 100}cqh)` }} aria-hidden="true">
          <span className={styles.bubble}>{month}</span>
        </span>
      </div>
    </div>
  );
}

/** Up is newer, as on the screen. Pages are years. */
function topOfKey({ key }: KeyboardEvent, { sections, height }: GridLayout, index: number): number | null {
  const at = (wanted: number) => sections[Math.min(sections.length - 1, Math.max(0, wanted))]?.top ?? null;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return at(index - 1);
    case 'ArrowDown':
    case 'ArrowLeft':
      return at(index + 1);
    case 'PageUp':
      return at(index - 12);
    case 'PageDown':
      return at(index + 12);
    case 'Home':
      return at(0);
    case 'End':
      return height;
    default:
      return null;
  }
}
