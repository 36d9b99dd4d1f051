import { Page } from '../../components/Page.tsx';
import { useSnapshot } from '../../store/use-store.tsx';
import { setupStrings } from './strings.ts';

/** Setting up, step by step. */
export function SetupScreen() {
  const step = useSnapshot((snapshot) => snapshot.setup.step);
  return (
    <Page title={setupStrings.title} lead={setupStrings.lead}>
      <p>{setupStrings.step(step)}</p>
    </Page>
  );
}
