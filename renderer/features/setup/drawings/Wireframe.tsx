import type { ReactNode } from 'react';
import styles from './Wireframe.module.css';

/* What drawings of Google's pages are made of: frame, words, lines, fields, buttons, the spot to click. */

/**
 * A plain drawing of a web page: 400 units wide, what matters ringed with a Spot. `label` says what it shows. Its words
 * are Google's, not ours.
 */
export interface WireframeProps {
  readonly label: string;
  /** What stands in the address bar. */
  readonly address: string;
  readonly height: number;
  readonly children: ReactNode;
}

export function Wireframe({ label, address, height, children }: WireframeProps) {
  return (
    <svg className={styles.drawing} viewBox={`0 0 400 ${height}`} role="img" aria-label={label} data-verbatim="">
      <rect className={styles.window} x="1" y="1" width="398" height={height - 2} rx="10" />
      <path className={styles.rule} d="M1 29H399" />
      <g className={styles.mark}>
        <circle cx="15" cy="15" r="3.5" />
        <circle cx="27" cy="15" r="3.5" />
        <circle cx="39" cy="15" r="3.5" />
      </g>
      <rect className={styles.sunk} x="54" y="6.5" width="332" height="17" rx="8.5" />
      <Words x={64} y={18.8} size={10} tone="soft">
        {address}
      </Words>
      {children}
    </svg>
  );
}

/** A place in the drawing, and what of its size is free. */
interface At {
  readonly x: number;
  readonly y: number;
}

/** A line of text; `y` is its base line. */
export interface WordsProps extends At {
  readonly children: ReactNode;
  readonly size?: number;
  readonly tone?: 'strong' | 'plain' | 'soft' | 'link' | 'on-fill';
  readonly align?: 'start' | 'middle' | 'end';
}

export function Words({ x, y, children, size = 12, tone = 'plain', align = 'start' }: WordsProps) {
  return (
    <text className={styles.words} data-tone={tone} x={x} y={y} fontSize={size} textAnchor={align}>
      {children}
    </text>
  );
}

/** Text that does not matter here. */
export function Line({ x, y, width }: At & { readonly width: number }) {
  return <rect className={styles.line} x={x} y={y} width={width} height="6" rx="3" />;
}

/** A field with its label in the frame and a value. */
export interface FieldProps extends At {
  readonly width: number;
  readonly height?: number;
  readonly label: string;
  readonly value: string;
}

export function Field({ x, y, width, height = 30, label, value }: FieldProps) {
  return (
    <g>
      <rect className={styles.field} x={x} y={y} width={width} height={height} rx="4" />
      <rect className={styles.behind} x={x + 7} y={y - 5} width={label.length * 5.2 + 6} height="10" />
      <Words x={x + 10} y={y + 3.4} size={9.5} tone="soft">
        {label}
      </Words>
      <Words x={x + 10} y={y + height / 2 + 4.2}>
        {value}
      </Words>
    </g>
  );
}

/** A button; `filled` is the one that the page wants pressed. */
export interface PushButtonProps extends At {
  readonly width: number;
  readonly label: string;
  readonly look?: 'filled' | 'outlined' | 'text';
}

export function PushButton({ x, y, width, label, look = 'filled' }: PushButtonProps) {
  return (
    <g>
      <rect className={styles.push} data-look={look} x={x} y={y} width={width} height="26" rx="4" />
      <Words x={x + width / 2} y={y + 17.3} tone={look === 'filled' ? 'on-fill' : 'link'} align="middle">
        {label}
      </Words>
    </g>
  );
}

/** The ring around what to look for, with its afterimage; `number` where there are several in a row. */
export interface SpotProps extends At {
  readonly width: number;
  readonly height: number;
  readonly number?: string;
}

export function Spot({ x, y, width, height, number }: SpotProps) {
  const radius = Math.min(12, height / 2);
  return (
    <g>
      <rect className={styles.ghost} x={x + 4} y={y + 3} width={width} height={height} rx={radius} />
      <rect className={styles.spot} x={x} y={y} width={width} height={height} rx={radius} />
      {number === undefined ? null : (
        <>
          <circle className={styles.number} cx={x} cy={y} r="9" />
          <Words x={x} y={y + 4.2} size={11.5} tone="on-fill" align="middle">
            {number}
          </Words>
        </>
      )}
    </g>
  );
}
