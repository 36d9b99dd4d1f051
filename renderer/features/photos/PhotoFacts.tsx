import type { ReactNode } from 'react';
import type { PhotoDetail } from '../../../electron/contract/desktop-models.ts';
import type { AccountSummary } from '../../../electron/contract/models.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { CheckIcon, InfoIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import type { Translate } from '../../messages/texts.ts';
import { hashOf } from '../../store/navigation.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { shownTitle } from '../albums/album-title.ts';
import { PhotoExplanation } from './PhotoExplanation.tsx';
import styles from './PhotoFacts.module.css';
import { zoneText } from './zone-text.ts';

/** Everything known about a stored photo. `onLeave` is called when a link leads away from it. */
export function PhotoFacts({ id, onLeave }: { readonly id: number; readonly onLeave: () => void }) {
  const t = useTexts();
  const answer = useAnswer('photos.detail', { id });
  const detail = answer.value;
  return (
    <section className={styles.facts} aria-label={t('photos.facts.label')}>
      {answer.state === 'loading' ? <Waiting label={t('photos.facts.loading')} /> : null}
      {answer.state === 'failed' ? (
        <ProblemNotice problem={answer.problem} actions={<Button onClick={answer.again}>{t('photos.again')}</Button>} />
      ) : null}
      {detail === null ? null : <Known detail={detail} onLeave={onLeave} />}
    </section>
  );
}

function Known({ detail, onLeave }: { readonly detail: PhotoDetail; readonly onLeave: () => void }) {
  const t = useTexts();
  const formats = useFormats();
  const accounts = useSnapshot((snapshot) => snapshot.accounts);
  const { fidelity, description } = detail;
  const quality = fidelity ?? 'found';
  return (
    <>
      {description === null ? null : <p className={styles.description}>{description}</p>}
      <div className={styles.quality}>
        <Badge tone={fidelity === 'original' ? 'good' : 'calm'} icon={fidelity === 'original' ? CheckIcon : InfoIcon}>
          {t(`photos.qualities.${quality}.label`)}
        </Badge>
        <p className={styles.soft}>{t(`photos.qualities.${quality}.words`)}</p>
      </div>
      <Facts facts={factsOf(detail, accounts, formats, onLeave)} layout="stacked" />
      {detail.sources.some(({ source }) => source === 'takeout') ? (
        <Disclosure label={t('photos.explanation.show')}>
          <PhotoExplanation id={detail.id} />
        </Disclosure>
      ) : null}
    </>
  );
}

function factsOf(
  detail: PhotoDetail,
  accounts: readonly AccountSummary[],
  formats: Formats,
  onLeave: () => void,
): Fact[] {
  const { width, height, bytes, mimeType, path, sources, albums, storedAt, verifiedAt, sha256 } = detail;
  const { t } = formats;
  const pixels = width === null || height === null ? [] : [t('photos.facts.pixels', { width, height })];
  return [
    { term: t('photos.facts.taken'), value: takenOf(detail, formats) },
    { term: t('photos.facts.size'), value: [formats.bytes(bytes), ...pixels].join(' · ') },
    { term: t('photos.facts.type'), value: mimeType },
    { term: t('photos.facts.path'), value: path },
    {
      term: t('photos.facts.albums'),
      value: albums.length === 0 ? t('photos.facts.no-album') : albumLinks(albums, t, onLeave),
    },
    {
      term: t('photos.facts.sources'),
      value: lines(
        sources.map(({ source, account, filename }) =>
          t(`photos.sources.${source}`, { account: emailOf(account, accounts), filename }),
        ),
      ),
    },
    { term: t('photos.facts.stored'), value: formats.dateTime(storedAt) },
    {
      term: t('photos.facts.verified'),
      value: verifiedAt === null ? t('photos.facts.never-verified') : formats.dateTime(verifiedAt),
    },
    { term: t('photos.facts.checksum'), value: <code className={styles.checksum}>{sha256}</code> },
  ];
}

/** Google's id of an account says nothing to a person; it stays where the account is no longer signed in. */
function emailOf(account: string, accounts: readonly AccountSummary[]): string {
  return accounts.find(({ id }) => id === account)?.email ?? account;
}

function takenOf({ takenLocal, zoneMinutes, takenReason }: PhotoDetail, formats: Formats): string {
  const { t } = formats;
  if (takenLocal === null) return t('photos.undated');
  const zone = zoneMinutes === null ? [] : [t('photos.facts.zone', { zone: zoneText(zoneMinutes) })];
  return [formats.localDateTime(takenLocal), ...zone, t(`photos.reasons.${takenReason}`)].join(' · ');
}

function albumLinks(albums: PhotoDetail['albums'], t: Translate, onLeave: () => void): ReactNode {
  return (
    <ul className={styles.lines}>
      {albums.map(({ id, title }) => (
        <li key={id}>
          <a className={styles.link} href={hashOf('albums', String(id))} onClick={onLeave}>
            {shownTitle(title, t)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function lines(texts: readonly string[]): ReactNode {
  return (
    <ul className={styles.lines}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
