import { message } from '../../../electron/contract/messages/message.ts';
import { problem } from '../../../electron/contract/problem.ts';
import { KeyIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { CommandButton } from '../ways-out/CommandButton.tsx';
import { keychainStrings as strings } from './strings.ts';

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
  return <CommandButton verb="account.openKeychain" input={null} icon={KeyIcon} label={strings.open} />;
}
