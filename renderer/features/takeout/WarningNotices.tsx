import type { TakeoutWarning } from '../../../electron/contract/takeout-desktop-models.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { LinkIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';

/** What a person should do about exports before it is too late. */
export function WarningNotices() {
  const warnings = useSnapshot((snapshot) => snapshot.takeout.warnings);
  return warnings.map((warning) => <WarningNotice key={`${warning.kind} ${warning.stamp}`} warning={warning} />);
}

function WarningNotice({ warning }: { readonly warning: TakeoutWarning }) {
  const t = useTexts();
  const { message } = useFormats();
  const link = useCommand('app.openLink');
  return (
    <>
      <Notice
        tone="warn"
        title={message(warning.title)}
        announce="status"
        actions={
          <Button icon={LinkIcon} busy={link.busy} onClick={() => void link.run({ link: 'google-takeout' })}>
            {t('takeout.order.open')}
          </Button>
        }
      >
        <p>{message(warning.wayOut)}</p>
      </Notice>
      <CommandFailures commands={[link]} />
    </>
  );
}
