import { Select as BaseSelect } from '@base-ui/react/select';
import { useId } from 'react';
import styles from './Field.module.css';
import { CheckIcon, ChevronDownIcon } from './icons.tsx';
import popupStyles from './Popup.module.css';

/** One of several values. */
export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A labelled choice of one among several. */
export interface SelectProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly disabled?: boolean;
  readonly onChange: (value: T) => void;
}

export function Select<T extends string>({ label, hint, value, options, disabled = false, onChange }: SelectProps<T>) {
  const labelId = useId();
  const hintId = useId();
  return (
    <div className={styles.field}>
      <span className={styles.label} id={labelId}>
        {label}
      </span>
      <BaseSelect.Root
        items={options}
        value={value}
        disabled={disabled}
        modal={false}
        onValueChange={(next) => (next === null ? undefined : onChange(next))}
      >
        <BaseSelect.Trigger
          className={styles.trigger}
          aria-labelledby={labelId}
          {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
        >
          <BaseSelect.Value />
          <BaseSelect.Icon className={styles.chevron}>
            <ChevronDownIcon />
          </BaseSelect.Icon>
        </BaseSelect.Trigger>
        <BaseSelect.Portal>
          <BaseSelect.Positioner className={popupStyles.place} alignItemWithTrigger={false} sideOffset={6}>
            <BaseSelect.Popup className={popupStyles.popup} aria-labelledby={labelId}>
              {options.map((option) => (
                <BaseSelect.Item className={popupStyles.item} key={option.value} value={option.value}>
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator className={popupStyles.check}>
                    <CheckIcon />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.Popup>
          </BaseSelect.Positioner>
        </BaseSelect.Portal>
      </BaseSelect.Root>
      {hint === undefined ? null : (
        <p className={styles.hint} id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
