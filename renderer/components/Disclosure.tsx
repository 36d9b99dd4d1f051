import { Collapsible } from '@base-ui/react/collapsible';
import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';
import { ChevronRightIcon } from './icons.tsx';

/** A line that opens to show more. The content is built only while open. */
export interface DisclosureProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
}

export function Disclosure({ label, children }: DisclosureProps) {
  return (
    <Collapsible.Root className={styles.root}>
      <Collapsible.Trigger className={styles.trigger}>
        <ChevronRightIcon />
        {label}
      </Collapsible.Trigger>
      <Collapsible.Panel className={styles.panel}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
