import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactNode, Ref } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import type { IconComponent } from './icons.tsx';

/** `primary`: the one next step. `danger`: takes something away. `quiet`: without a border, for rows and corners. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

/** A button that says what it does. While `busy` it stays focusable and ignores clicks. */
export interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconComponent | undefined;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** When several buttons read the same, what this one is about. */
  readonly describedBy?: string | undefined;
  readonly autoFocus?: boolean;
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLElement>;
}

export function Button(props: ButtonProps) {
  const { kind = 'secondary', size = 'medium', icon: Icon, busy = false, disabled = false, type = 'button' } = props;
  return (
    <BaseButton
      className={classNames(styles.button, styles[kind], styles[size])}
      type={type}
      disabled={disabled || busy}
      focusableWhenDisabled
      aria-busy={busy}
      aria-describedby={props.describedBy}
      autoFocus={props.autoFocus}
      onClick={props.onClick}
      ref={props.ref}
    >
      {Icon === undefined ? null : <Icon />}
      <span className={styles.label}>{props.children}</span>
    </BaseButton>
  );
}

/** A round button with an icon alone; `label` is read aloud and shown as a tip. */
export interface IconButtonProps {
  readonly label: string;
  readonly icon: IconComponent;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLElement>;
}

export function IconButton({ label, icon: Icon, disabled = false, onClick, ref }: IconButtonProps) {
  return (
    <BaseButton
      className={classNames(styles.button, styles.quiet, styles.round)}
      aria-label={label}
      title={label}
      disabled={disabled}
      focusableWhenDisabled
      onClick={onClick}
      ref={ref}
    >
      <Icon />
    </BaseButton>
  );
}
