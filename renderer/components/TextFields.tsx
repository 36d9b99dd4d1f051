import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Field.module.css';
import { SearchIcon } from './icons.tsx';

/** A search field: its label is read aloud and stands inside as a placeholder. */
export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, maxLength = 200, onChange }: SearchFieldProps) {
  return (
    <div className={styles.search}>
      <SearchIcon />
      <input
        className={styles.input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={maxLength}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** A labelled line of text. */
export interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, hint, value, maxLength, onChange }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(names) => (
        <input
          className={styles.input}
          {...names}
          type="text"
          value={value}
          maxLength={maxLength}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A labelled text area in a fixed-width font, for pasted files. */
export interface TextAreaProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly onChange: (value: string) => void;
}

export function TextArea({ label, hint, value, maxLength, onChange }: TextAreaProps) {
  return (
    <Field label={label} hint={hint}>
      {(names) => (
        <textarea
          className={classNames(styles.input, styles.area)}
          {...names}
          value={value}
          maxLength={maxLength}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint: string | undefined;
  /** The control, which takes these names: its label and its hint point to them. */
  readonly children: (names: { readonly id: string; readonly 'aria-describedby': string | undefined }) => ReactNode;
}

/** A label above a control, and a hint below it. */
function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': hint === undefined ? undefined : hintId })}
      {hint === undefined ? null : (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A labelled time of day, `HH:MM`. `onCommit` is called with whole times only. */
export interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
}

export function TimeField({ label, value, onCommit }: TimeFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        className={classNames(styles.input, styles.number)}
        id={id}
        type="time"
        required
        defaultValue={value}
        key={value}
        onBlur={(event) => {
          const typed = event.currentTarget.value;
          if (typed !== '' && typed !== value) onCommit(typed);
        }}
      />
    </div>
  );
}
