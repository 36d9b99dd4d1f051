import { useEffect, useRef } from 'react';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { InfoIcon } from '../../components/icons.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useTexts } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { DriveCard } from '../drive/DriveCard.tsx';
import { CandidatesCard } from './CandidatesCard.tsx';
import { CoverageCard } from './CoverageCard.tsx';
import { DoubtfulPage } from './DoubtfulPage.tsx';
import { DropCard } from './DropCard.tsx';
import { ExportsCard } from './ExportsCard.tsx';
import { ImportCard } from './ImportCard.tsx';
import { OrderGuide } from './OrderGuide.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';
import styles from './Takeout.module.css';
import { doubtfulPart, orderPart } from './takeout-places.ts';
import { useCandidates } from './use-candidates.ts';
import { WarningNotices } from './WarningNotices.tsx';
import { WatchCard } from './WatchCard.tsx';

/** Takeout: ordering exports, taking their parts in, and what is known of them. `part` opens the doubtful photos, or the guide. */
export function TakeoutScreen({ part }: { readonly part: string | null }) {
  return part === doubtfulPart ? <DoubtfulPage /> : <TakeoutPage isOrdering={part === orderPart} />;
}

function TakeoutPage({ isOrdering }: { readonly isOrdering: boolean }) {
  const t = useTexts();
  const work = useSnapshot((snapshot) => snapshot.takeout.import);
  const state = useCandidates();
  const place = useFocusWhenOfferGoes(state.offer !== null);
  return (
    <Page title={t('takeout.title')} lead={t('takeout.lead')}>
      <WarningNotices />
      {isOrdering ? <OrderCard /> : null}
      <div className={styles.work} ref={place} tabIndex={-1}>
        {state.offer === null ? null : <CandidatesCard key={state.offer.offer} offer={state.offer} state={state} />}
        {work === null ? null : <ImportCard work={work} />}
      </div>
      {isOrdering ? null : <ToTheGuide />}
      <div className={styles.pair}>
        <DropCard state={state} />
        <WatchCard />
      </div>
      <DriveCard />
      <Known isOrdering={isOrdering} />
    </Page>
  );
}

/** An offer takes its buttons away with it: the keyboard continues at the import that takes its place. */
function useFocusWhenOfferGoes(isOffered: boolean): React.RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const wasOffered = useRef(isOffered);
  useEffect(() => {
    if (wasOffered.current && !isOffered && document.activeElement === document.body) place.current?.focus();
    wasOffered.current = isOffered;
  }, [isOffered]);
  return place;
}

/** What the catalog knows of exports; before the first one, how to order it. */
function Known({ isOrdering }: { readonly isOrdering: boolean }) {
  const t = useTexts();
  const exports = useSnapshot((snapshot) => snapshot.exports);
  const hasFolder = useSnapshot((snapshot) => snapshot.destination !== null);
  if (exports === null && hasFolder) return <Waiting label={t('takeout.loading')} />;
  if (exports === null || exports.exports.length === 0) {
    return isOrdering ? null : <OrderCard />;
  }
  return (
    <>
      <ExportsCard exports={exports.exports} />
      <CoverageCard coverage={exports.coverage} />
      <ScheduleCard schedule={exports.schedule} exports={exports.exports} />
      {isOrdering ? null : (
        <Disclosure label={t('takeout.order.title')}>
          <OrderGuide />
        </Disclosure>
      )}
    </>
  );
}

function OrderCard() {
  const t = useTexts();
  return (
    <Card title={t('takeout.order.title')} icon={InfoIcon}>
      <OrderGuide />
    </Card>
  );
}

/** Before the first export the guide is what comes next, and lies below what takes its files in. */
function ToTheGuide() {
  const t = useTexts();
  const isFirst = useSnapshot(
    ({ exports, destination, takeout }) =>
      takeout.import === null && (exports === null ? destination === null : exports.exports.length === 0),
  );
  if (!isFirst) return null;
  return (
    <a className={styles.guide} href={hashOf('takeout', orderPart)}>
      {t('takeout.order.title')}
    </a>
  );
}
