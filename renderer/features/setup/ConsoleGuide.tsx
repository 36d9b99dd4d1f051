import { useState } from 'react';
import { Card } from '../../components/Card.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import styles from './ConsoleGuide.module.css';
import { ConsoleTaskItem } from './ConsoleTaskItem.tsx';
import { type ConsoleTask, consoleTaskFacts, consoleTasks, createTaskMarks, nextTask } from './console-tasks.ts';

const minutes = consoleTasks.reduce((sum, task) => sum + consoleTaskFacts[task].minutes, 0);

/** The console's pages one after the other, each with its link, a drawing of what to look for, and a tick. */
export function ConsoleGuide() {
  const t = useTexts();
  const formats = useFormats();
  const [marks] = useState(() => createTaskMarks(() => window.localStorage));
  const [done, setDone] = useState(marks.read);
  const [open, setOpen] = useState(() => nextTask(done));

  function mark(task: ConsoleTask, isDone: boolean): void {
    const next = new Set(done);
    if (isDone) next.add(task);
    else next.delete(task);
    marks.write(next);
    setDone(next);
    if (isDone) setOpen(nextTask(next));
  }
  return (
    <Card
      title={t('setup.client.guide')}
      aside={
        <span className={styles.estimate}>
          {done.size === 0
            ? t('setup.client.estimate', { minutes: formats.duration(minutes * 60) })
            : t('setup.client.progress', { done: done.size, total: consoleTasks.length })}
        </span>
      }
    >
      <ol className={styles.tasks}>
        {consoleTasks.map((task, index) => (
          <ConsoleTaskItem
            key={task}
            task={task}
            number={index + 1}
            isDone={done.has(task)}
            isOpen={open === task}
            onToggle={() => setOpen(open === task ? null : task)}
            onMark={(isDone) => mark(task, isDone)}
          />
        ))}
      </ol>
    </Card>
  );
}
