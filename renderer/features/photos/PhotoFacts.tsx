import type { ReactNode } from 'react';
import type { PhotoDetail } from '../../../electron/contract/desktop-models.ts';
import { fidelityTexts } from '../../../electron/contract/fidelity-texts.ts';
import type { AccountSummary, Fidelity } from '../../../electron/contract/models.ts';
import { sourceTable } from '../../../electron/contract/source-kinds.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { CheckIcon, InfoIcon } from '../../components/icons.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import { hashOf } from '../../store/navigation.ts';
import { useSnapshot } from '../../store/use-store.tsx';
import { shownTitle } from '../albums/album-title.ts';
import { PhotoExplanation } from './PhotoExplanation.tsx';
import styles from './PhotoFacts.module.css';
import { photosStrings } from './strings.ts';
import { zoneText } from './zone-text.ts';

const strings = photosStrings.facts;

/** Everything known about a stored photo. `onLeave` is called when a link leads away from it. */
export function PhotoFacts({ id, onLeave }: { readonly id: number; readonly onLeave: () => void }) {
  const answer = useAnswer('photos.detail', { id });
  const detail = answer.value;
  return (
    <section className={styles.facts} aria-label={photosStrings.viewer.facts}>
      {answer.state === 'loading' ? <Waiting label={photosStrings.viewer.loading} /> : null}
      {answer.state === 'failed' ? (
        <ProblemNotice
          problem={answer.problem}
          actions={<Button onClick={answer.again}>{photosStrings.again}</Button>}
        />
      ) : null}
      {detail === null ? null : <Known detail={detail} onLeave={onLeave} />}
    </section>
  );
}

function Known({ detail, onLeave }: { readonly detail: PhotoDetail; readonly onLeave: () => void }) {
  const formats = useFormats();
  const accounts = useSnapshot((snapshot) => snapshot.accounts);
  const { fidelity, description } = detail;
  const quality = fidelity === null ? photosStrings.foundInFolder : qualityOf(fidelity);
  return (
    <>
      {description === null ? null : <p className={styles.description}>{description}</p>}
      <div className={styles.quality}>
        <Badge tone={fidelity === 'original' ? 'good' : 'calm'} icon={fidelity === 'original' ? CheckIcon : InfoIcon}>
          {quality.label}
        </Badge>
        <p className={styles.soft}>{quality.words}</p>
      </div>
      <Facts facts={factsOf(detail, accounts, formats, onLeave)} layout="stacked" />
      {detail.sources.some(({ source }) => source === 'takeout') ? (
        <Disclosure label={photosStrings.explanation.show}>
          <PhotoExplanation id={detail.id} />
        </Disclosure>
      ) : null}
    </>
  );
}

function qualityOf(fidelity: Fidelity): { readonly label: string; readonly words: string } {
  const { label, onward } = photosStrings.fidelities[fidelity];
  return { label, words: `${fidelityTexts[fidelity].explanation}${onward}` };
}

function factsOf(
  detail: PhotoDetail,
  accounts: readonly AccountSummary[],
  formats: Formats,
  onLeave: () => void,
): Fact[] {
  const { width, height, bytes, mimeType, path, sources, albums, storedAt, verifiedAt, sha256 } = detail;
  const pixels = width === null || height === null ? [] : [strings.pixels(formats.count(width), formats.count(height))];
  return [
    { term: strings.taken, value: takenOf(detail, formats) },
    { term: strings.size, value: [formats.bytes(bytes), ...pixels].join(' · ') },
    { term: strings.type, value: mimeType },
    { term: strings.path, value: path },
    { term: strings.albums, value: albums.length === 0 ? strings.noAlbum : albumLinks(albums, onLeave) },
    {
      term: strings.sources,
      value: lines(
        sources.map(({ source, account, filename }) => {
          const { hasAccount, origin } = sourceTable[source];
          return hasAccount
            ? photosStrings.source(origin, emailOf(account, accounts), filename)
            : photosStrings.sourceWithoutAccount(origin, filename);
        }),
      ),
    },
    { term: strings.stored, value: formats.dateTime(storedAt) },
    { term: strings.verified, value: verifiedAt === null ? strings.neverVerified : formats.dateTime(verifiedAt) },
    { term: strings.checksum, value: <code className={styles.checksum}>{sha256}</code> },
  ];
}

/** Google's id of an account says nothing to a person; it stays where the account is no longer signed in. */
function emailOf(account: string, accounts: readonly AccountSummary[]): string {
  return accounts.find(({ id }) => id === account)?.email ?? account;
}

function takenOf({ takenLocal, zoneMinutes, takenReason }: PhotoDetail, formats: Formats): string {
  if (takenLocal === null) return photosStrings.undated;
  const zone = zoneMinutes === null ? [] : [strings.zone(zoneText(zoneMinutes))];
  return [formats.localDateTime(takenLocal), ...zone, photosStrings.reasons[takenReason]].join(' · ');
}

function albumLinks(albums: PhotoDetail['albums'], onLeave: () => void): ReactNode {
  return (
    <ul className={styles.lines}>
      {albums.map(({ id, title }) => (
        <li key={id}>
          <a className={styles.link} href={hashOf('albums', String(id))} onClick={onLeave}>
            {shownTitle(title)}
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
