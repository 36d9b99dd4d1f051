import type { NextStep } from '../../../electron/contract/coverage/coverage-models.ts';
import type { Screen } from '../../../electron/contract/screens.ts';
import { Button } from '../../components/Button.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { orderPart } from '../takeout/takeout-places.ts';

/** A screen, or a part of one. */
type Place = Screen | { readonly screen: Screen; readonly part: string };

/** Where a step is done; null for what has its own button on this screen. */
const places: Readonly<Record<NextStep, Place | null>> = {
  'finish-setup': null,
  resume: null,
  restart: null,
  'fix-problem': null,
  repair: 'problems',
  'see-problems': 'problems',
  'order-export': { screen: 'takeout', part: orderPart },
  'order-full-export': { screen: 'takeout', part: orderPart },
  'get-export': 'takeout',
  'add-files': 'takeout',
  'add-index': 'takeout',
  'see-lacking': 'takeout',
  'continue-import': 'takeout',
  'see-restore': 'restore',
  'back-up': null,
};

/** Whether the hero has a button for what is to be done next. */
export function leadsSomewhere(next: NextStep | null): boolean {
  return next !== null && places[next] !== null;
}

/** The one thing to do next. */
export function NextStepButton() {
  const t = useTexts();
  const next = useSnapshot((snapshot) => snapshot.backup.next);
  const place = next === null ? null : places[next];
  if (next === null || place === null) return null;
  const go = (): void => (typeof place === 'string' ? goTo(place) : goTo(place.screen, place.part));
  return (
    <Button kind="primary" size="large" onClick={go}>
      {t(`overview.next.${next}`)}
    </Button>
  );
}
