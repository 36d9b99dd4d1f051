import type { Problem, ProblemCode } from '../../../electron/contract/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import {
  DiskIcon,
  FolderIcon,
  type IconComponent,
  KeyIcon,
  LinkIcon,
  PhotosIcon,
  RetryIcon,
} from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { FolderChoice, useFolderChoice } from '../folder/FolderChoice.tsx';

import styles from './WaysOut.module.css';
import { type WayOut, waysOutOf } from './ways-out.ts';

/** The buttons that lead out of a problem; what fails under them is shown below them. */
export interface WaysOutProps {
  readonly code: ProblemCode;
  readonly link: string | null;
  /** Whose sign-in it is about; null is the account in use. */
  readonly account?: string | null;
  /** The first button stands out as the next step. */
  readonly prominent?: boolean;
}

export function WaysOut({ code, link, account = null, prominent = true }: WaysOutProps) {
  const t = useTexts();
  const ways = waysOutOf(code, link);
  const commands = useCommands(code, account);
  if (ways.length === 0) return null;
  return (
    <div className={styles.ways}>
      <div className={styles.buttons}>
        {ways.map((way, index) => {
          const command = commands[way];
          return (
            <Button
              key={way}
              kind={prominent && index === 0 ? 'primary' : 'secondary'}
              icon={command.icon}
              busy={command.busy}
              onClick={command.go}
            >
              {t(`ways-out.labels.${way}`)}
            </Button>
          );
        })}
      </div>
      {ways.map((way) => {
        const { problem, dismiss } = commands[way];
        return problem === null ? null : <ProblemNotice key={way} problem={problem} onDismiss={dismiss} />;
      })}
      <FolderChoice choice={commands.folder} />
    </div>
  );
}

interface Command {
  readonly icon: IconComponent;
  readonly go: () => void;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly dismiss: () => void;
}

function useCommands(code: ProblemCode, account: string | null) {
  const activeAccount = useSnapshot((snapshot) => snapshot.activeAccount);
  const signIn = useCommand('account.signIn');
  const openKeychain = useCommand('account.openKeychain');
  const problemLink = useCommand('app.openProblemLink');
  const audience = useCommand('app.openLink');
  const check = useCommand('destination.check');
  const open = useCommand('destination.open');
  const restart = useCommand('app.restartEngine');
  const repair = useCommand('backup.repair');
  const retry = useCommand('problems.retry');
  const folder = useFolderChoice();
  const commands: Readonly<Record<WayOut, Command>> = {
    'sign-in': {
      ...signIn,
      icon: KeyIcon,
      go: () => void signIn.run({ capability: 'library', account: account ?? activeAccount }),
    },
    'open-keychain': { ...openKeychain, icon: KeyIcon, go: () => void openKeychain.run(null) },
    'set-client': { ...nothingToWaitFor, icon: KeyIcon, go: () => goTo('settings', 'client') },
    'open-link': { ...problemLink, icon: LinkIcon, go: () => void problemLink.run({ code }) },
    'publish-app': { ...audience, icon: LinkIcon, go: () => void audience.run({ link: 'console-audience' }) },
    'choose-folder': { ...folder.choosing, icon: FolderIcon, go: folder.choose },
    'check-folder': { ...check, icon: DiskIcon, go: () => void check.run(null) },
    'open-folder': { ...open, icon: FolderIcon, go: () => void open.run(null) },
    'restart-engine': { ...restart, icon: RetryIcon, go: () => void restart.run(null) },
    'choose-photos': { ...nothingToWaitFor, icon: PhotosIcon, go: () => goTo('overview') },
    repair: { ...repair, icon: RetryIcon, go: () => void repair.run(null) },
    retry: { ...retry, icon: RetryIcon, go: () => void retry.run(null) },
  };
  return { ...commands, folder };
}

const nothingToWaitFor = { busy: false, problem: null, dismiss: () => {} } as const;
