import { message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { KeyIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandButton } from '../ways-out/CommandButton.tsx';

/** A sign-in made now does not last; with a keychain that could not be opened, how it may yet. */
export function KeptInMemory() {
  const trouble = useSnapshot((snapshot) => snapshot.keychainProblem);
  if (trouble === null) return <ProblemNotice problem={problem('token-store-passing')} announce="none" />;
  return (
    <ProblemNotice
      problem={problem('token-store-passing', { detail: trouble.detail, wayOut: message('way-out.keychain-later') })}
      announce="none"
      actions={<OpenKeychain />}
    />
  );
}

/** Asks for the keychain's password, where the system does that. */
export function OpenKeychain() {
  const t = useTexts();
  return <CommandButton verb="account.openKeychain" input={null} icon={KeyIcon} label={t('keychain.open')} />;
}
