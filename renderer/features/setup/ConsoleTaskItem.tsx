import { useEffect, useId, useRef } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { CheckIcon, ChevronDownIcon, LinkIcon } from '../../components/icons.tsx';
import { VisuallyHidden } from '../../components/VisuallyHidden.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import styles from './ConsoleGuide.module.css';
import { CopyLine } from './CopyLine.tsx';
import { accessFor, type ConsoleTask, consoleTaskFacts } from './console-tasks.ts';
import { ConsoleDrawing } from './drawings/ConsoleDrawings.tsx';
import { taskKey } from './task-key.ts';

/** One task in the console; opens to show how it is done. */
export interface ConsoleTaskItemProps {
  readonly task: ConsoleTask;
  readonly number: number;
  readonly isDone: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onMark: (isDone: boolean) => void;
}

export function ConsoleTaskItem({ task, number, isDone, isOpen, onToggle, onMark }: ConsoleTaskItemProps) {
  const t = useTexts();
  const id = useId();
  const formats = useFormats();
  const plan = useSnapshot((snapshot) => snapshot.plan);
  const head = useRef<HTMLButtonElement>(null);
  useFocusWhenOpened(head, isOpen);
  return (
    <li className={styles.task} data-open={isOpen}>
      <h3>
        <button
          className={styles.head}
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
          ref={head}
        >
          <span className={styles.sign} data-done={isDone}>
            {isDone ? <CheckIcon /> : formats.count(number)}
          </span>
          <span className={styles.name}>
            {t(`${taskKey(task, accessFor(plan).api)}.title`)}
            {isDone ? <VisuallyHidden>{` (${t('setup.client.is-done')})`}</VisuallyHidden> : null}
          </span>
          <span className={styles.time}>{formats.duration(consoleTaskFacts[task].minutes * 60)}</span>
          <ChevronDownIcon />
        </button>
      </h3>
      {isOpen ? (
        <div className={styles.panel} id={id}>
          <TaskContent task={task} isDone={isDone} onMark={onMark} />
        </div>
      ) : null}
    </li>
  );
}

function TaskContent({ task, isDone, onMark }: Pick<ConsoleTaskItemProps, 'task' | 'isDone' | 'onMark'>) {
  const t = useTexts();
  const link = useCommand('app.openLink');
  const plan = useSnapshot((snapshot) => snapshot.plan);
  const access = accessFor(plan);
  const key = taskKey(task, access.api);
  const address = task === 'api' ? access.link : consoleTaskFacts[task].link;
  const { second } = access;
  return (
    <>
      <div className={styles.words}>
        {t(`${key}.words`)
          .split('\n')
          .map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
      </div>
      {task === 'scope' ? <CopyLine label={t('setup.client.scope-line')} text={access.scope} /> : null}
      <ConsoleDrawing task={task} api={access.api} />
      <div className={styles.buttons}>
        <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: address })}>
          {t(`${key}.open`)}
        </Button>
        {task === 'api' && second !== null ? (
          <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: second })}>
            {t('setup.client.open-second-api')}
          </Button>
        ) : null}
        <Button
          kind={isDone ? 'quiet' : 'secondary'}
          icon={isDone ? undefined : CheckIcon}
          onClick={() => onMark(!isDone)}
        >
          {isDone ? t('setup.client.mark-undone') : t('setup.client.mark-done')}
        </Button>
      </div>
      <CommandFailures commands={[link]} />
    </>
  );
}

/**
 * "Done, next" takes its own button away: the keyboard continues at the task that opens. Not at the start of the page.
 */
function useFocusWhenOpened(head: React.RefObject<HTMLButtonElement | null>, isOpen: boolean): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen && !wasOpen.current && document.activeElement === document.body) head.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen, head]);
}
