import { useEffect, useLayoutEffect, useRef } from 'react';
import { useAsk } from '../api/api-context.tsx';
import { Button } from '../components/Button.tsx';
import { RetryIcon } from '../components/icons.tsx';
import { Mark } from '../components/Mark.tsx';
import { ProblemNotice } from '../components/ProblemNotice.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { ConditionBanner } from '../features/conditions/Conditions.tsx';
import { useTexts } from '../formatting/formats-context.tsx';
import type { Route } from '../store/navigation.ts';
import { useAppState, usePlace, useSnapshot } from '../store/use-store.tsx';
import { Navigation } from './Navigation.tsx';
import { Screens } from './Screens.tsx';
import styles from './Shell.module.css';
import { StatusAnnouncer } from './StatusAnnouncer.tsx';
import { StrayDrops } from './StrayDrops.tsx';
import { UnheardFailures } from './UnheardFailures.tsx';
import { UpdateQuestion } from './UpdateQuestion.tsx';
import { useSearchKeys } from './use-search-keys.ts';

/** Draws what is known: starting, failed, setting up, or the app with its navigation. */
export function Shell({ onTryAgain }: { readonly onTryAgain: () => void }) {
  return (
    <>
      <Known onTryAgain={onTryAgain} />
      <StrayDrops />
    </>
  );
}

function Known({ onTryAgain }: { readonly onTryAgain: () => void }) {
  const t = useTexts();
  const phase = useAppState((state) => state.phase);
  const problem = useAppState((state) => (state.phase === 'failed' ? state.problem : null));
  if (problem !== null) {
    return (
      <Bare>
        <h1>{t('app.start-failed')}</h1>
        <ProblemNotice
          problem={problem}
          actions={
            <Button kind="primary" icon={RetryIcon} onClick={onTryAgain}>
              {t('app.try-again')}
            </Button>
          }
        />
      </Bare>
    );
  }
  if (phase !== 'ready') {
    return (
      <Bare>
        <Waiting label={t('app.starting')} />
      </Bare>
    );
  }
  return <KnownApp />;
}

function Bare({ children }: { readonly children: React.ReactNode }) {
  return <main className={styles.bare}>{children}</main>;
}

const setup: Route = { screen: 'setup', part: null };

function KnownApp() {
  const t = useTexts();
  const finished = useSnapshot((snapshot) => snapshot.setup.finished);
  const place = usePlace();
  const main = useRef<HTMLElement>(null);
  const settingUp = !finished || place.screen === 'setup';
  const ask = useAsk();
  useSearchKeys(!settingUp);

  // For the log: a window that stays blank can be told from one that works.
  useEffect(() => void ask('app.shown', null), [ask]);

  useEffect(() => {
    document.title = t('app.window-title', { screen: t(`app.screens.${settingUp ? 'setup' : place.screen}`) });
  }, [place.screen, settingUp, t]);

  // A new screen begins at its top, and the keyboard with it; the first screen is not a change. A layout effect, so
  // that a screen which scrolls to a part of itself does so afterwards.
  const shown = useRef(place.screen);
  useLayoutEffect(() => {
    if (shown.current === place.screen) return;
    shown.current = place.screen;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo({ top: 0 });
  }, [place.screen]);

  return (
    <div className={styles.frame} data-layout={finished ? 'navigated' : 'setup'}>
      <button className={styles.skip} type="button" onClick={() => main.current?.focus()}>
        {t('app.skip')}
      </button>
      {finished ? (
        <Navigation />
      ) : (
        <header className={styles.brandBar}>
          <Mark />
          <span className={styles.brand}>{t('app.name')}</span>
        </header>
      )}
      <main className={styles.main} ref={main} tabIndex={-1}>
        <StatusAnnouncer />
        <UnheardFailures />
        <ConditionBanner />
        <UpdateQuestion />
        <Screens place={settingUp ? setup : place} />
      </main>
    </div>
  );
}
