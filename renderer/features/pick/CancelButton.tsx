import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { StopIcon } from '../../components/icons.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';

/** Ends the selection. */
export function CancelButton({ label }: { readonly label: string }) {
  const cancel = useCommand('pick.cancel');
  const stopping = useSnapshot((snapshot) => snapshot.run?.source === 'picker' && snapshot.run.stopping);
  return (
    <>
      <Button icon={StopIcon} busy={cancel.busy || stopping} onClick={() => void cancel.run(null)}>
        {label}
      </Button>
      <CommandFailures commands={[cancel]} />
    </>
  );
}
