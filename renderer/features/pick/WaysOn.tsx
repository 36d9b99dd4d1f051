import type { Problem } from '../../../electron/contract/problem.ts';
import { assertNever } from '../../../electron/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { AccountIcon, KeyIcon, LinkIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandButton } from '../ways-out/CommandButton.tsx';
import { ChooseButton } from './ChooseButton.tsx';

import { type WayOn, waysOnAfter } from './ways-on.ts';

export interface WaysOnProps {
  readonly problem: Problem;
  /** The album of the selection that failed. */
  readonly album: string | null;
}

/** The buttons that lead on after a selection that failed. */
export function WaysOn({ problem, album }: WaysOnProps) {
  return waysOnAfter(problem).map((way) => <Way key={way} way={way} problem={problem} album={album} />);
}

function Way({ way, problem: { code }, album }: WaysOnProps & { readonly way: WayOn }) {
  const t = useTexts();
  const activeAccount = useSnapshot((snapshot) => snapshot.activeAccount);
  const label = t(`pick.ways-on.${way}`);
  switch (way) {
    case 'again':
      return <ChooseButton label={label} album={album} />;
    case 'problem-page':
      return <CommandButton verb="app.openProblemLink" input={{ code }} label={label} icon={LinkIcon} />;
    case 'google-photos':
      return <CommandButton verb="app.openLink" input={{ link: 'google-photos' }} label={label} icon={LinkIcon} />;
    case 'accounts':
      return (
        <Button icon={AccountIcon} onClick={() => goTo('settings', 'accounts')}>
          {label}
        </Button>
      );
    case 'sign-in': {
      const input = { capability: 'library', account: activeAccount } as const;
      return <CommandButton verb="account.signIn" input={input} label={label} icon={KeyIcon} />;
    }
    default:
      return assertNever(way);
  }
}
