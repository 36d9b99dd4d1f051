import type { IpcInput, IpcVerb } from '../../../electron/contract/ipc.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import type { IconComponent } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';

/** A button for one verb, with its own failure below it. */
export interface CommandButtonProps<V extends IpcVerb> {
  readonly verb: V;
  readonly input: IpcInput<V>;
  readonly label: string;
  readonly kind?: ButtonKind | undefined;
  readonly icon?: IconComponent | undefined;
}

export function CommandButton<V extends IpcVerb>({ verb, input, label, kind, icon }: CommandButtonProps<V>) {
  const command = useCommand(verb);
  return (
    <>
      <Button busy={command.busy} onClick={() => void command.run(input)} kind={kind} icon={icon}>
        {label}
      </Button>
      {command.problem === null ? null : <ProblemNotice problem={command.problem} onDismiss={command.dismiss} />}
    </>
  );
}
