import type { Problem } from '../../../electron/contract/problem.ts';
import { isAboutSignIn } from '../../../electron/contract/problem-codes.ts';
import { KeyIcon, LinkIcon } from '../../components/icons.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { CommandButton } from '../ways-out/CommandButton.tsx';

export interface RestoreWaysOnProps {
  readonly problem: Problem;
  /** Whom it is for. */
  readonly account: string;
}

/** Where what stands in the way of a restore is mended. */
export function RestoreWaysOn({ problem: { code, link }, account }: RestoreWaysOnProps) {
  const t = useTexts();
  return (
    <>
      {isAboutSignIn(code) ? (
        <CommandButton
          verb="account.signIn"
          input={{ capability: 'upload', account }}
          label={t('restore.way.sign-in')}
          icon={KeyIcon}
        />
      ) : null}
      {code === 'restore-storage-full' ? (
        <CommandButton
          verb="app.openLink"
          input={{ link: 'google-storage' }}
          label={t('restore.way.storage')}
          icon={LinkIcon}
        />
      ) : null}
      {link === undefined ? null : (
        <CommandButton
          verb="app.openProblemLink"
          input={{ code }}
          label={t('restore.way.problem-page')}
          icon={LinkIcon}
        />
      )}
    </>
  );
}
