import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AlbumCard } from '../../../electron/contract/desktop-models.ts';
import { wholeBackup } from '../../../electron/contract/restore-desktop-models.ts';
import { ok } from '../../../electron/contract/result.ts';
import { useAsk } from '../../api/api-context.tsx';
import { useAnswer } from '../../api/use-answer.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { AlbumsIcon, FolderIcon } from '../../components/icons.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Page } from '../../components/Page.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { goTo } from '../../store/go-to.ts';
import { PhotoGrid } from '../photos/PhotoGrid.tsx';
import { SkeletonGrid } from '../photos/SkeletonGrid.tsx';
import { useItemPages, usePagesProblem } from '../photos/use-item-pages.ts';
import { useLibraryFreshness } from '../photos/use-library-freshness.ts';
import { RestoreButton } from '../restore/RestoreButton.tsx';
import type { AskAround } from '../viewer/use-viewer-place.ts';
import styles from './Albums.module.css';
import { shownTitle } from './album-title.ts';
import { BackLink } from './BackLink.tsx';

/** An open album: its photos, and what became of it at Google. */
export function AlbumPage({ id }: { readonly id: number }) {
  const t = useTexts();
  const [isViewing, setViewing] = useState(false);
  const freshness = useLibraryFreshness(isViewing);
  const answer = useAnswer('albums.photos', { album: id, offset: 0, limit: 1 }, freshness);
  const show = useCommand('albums.showInFolder');
  const top = useStartAtTop();
  const album = answer.value?.album ?? null;
  const total = answer.value?.total ?? null;
  return (
    <div ref={top}>
      <Page
        title={album === null ? t('albums.title') : shownTitle(album.title, t)}
        lead={album === null ? undefined : t('albums.items', { items: album.items })}
        width="wide"
        actions={
          <>
            {album === null || total === 0 ? null : (
              <RestoreButton selection={{ ...wholeBackup, albums: [id] }} albumTitle={album.title} />
            )}
            <Button
              icon={FolderIcon}
              busy={show.busy}
              disabled={album === null}
              onClick={() => void show.run({ album: id })}
            >
              {t('albums.album.show')}
            </Button>
          </>
        }
      >
        <BackLink />
        {show.problem === null ? null : <ProblemNotice problem={show.problem} onDismiss={show.dismiss} />}
        {answer.problem === null ? null : (
          <ProblemNotice
            problem={answer.problem}
            actions={<Button onClick={answer.again}>{t('albums.again')}</Button>}
          />
        )}
        {album === null ? null : <AlbumNotices album={album} />}
        {answer.state === 'loading' ? <SkeletonGrid label={t('albums.album.loading')} /> : null}
        {total === 0 ? (
          <EmptyState icon={AlbumsIcon} title={t('albums.album.empty')}>
            {t('albums.album.empty-words')}
          </EmptyState>
        ) : null}
        {album === null || total === null || total === 0 ? null : (
          <AlbumPhotos
            id={id}
            title={shownTitle(album.title, t)}
            total={total}
            freshness={freshness}
            onViewer={setViewing}
          />
        )}
      </Page>
    </div>
  );
}

/** The list before it was scrolled, and its link had the keyboard: both start over here. */
function useStartAtTop() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const main = element.current?.closest('main');
    main?.scrollTo({ top: 0 });
    main?.focus({ preventScroll: true });
  }, []);
  return element;
}

function AlbumNotices({ album: { items, stored, absentSince } }: { readonly album: AlbumCard }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <>
      {absentSince === null ? null : (
        <Notice tone="calm" title={t('albums.album.absent', { day: formats.day(absentSince) })}>
          <p className={styles.soft}>{t('albums.album.absent-words')}</p>
        </Notice>
      )}
      {stored >= items ? null : (
        <Notice
          tone="warn"
          title={t('albums.album.missing', { items: items - stored })}
          actions={<Button onClick={() => goTo('problems')}>{t('albums.album.to-problems')}</Button>}
        >
          <p className={styles.soft}>{t('albums.album.missing-words')}</p>
        </Notice>
      )}
    </>
  );
}

interface AlbumPhotosProps {
  readonly id: number;
  readonly title: string;
  readonly total: number;
  readonly freshness: string;
  readonly onViewer: (isOpen: boolean) => void;
}

function AlbumPhotos({ id, title, total, freshness, onViewer }: AlbumPhotosProps) {
  const t = useTexts();
  const ask = useAsk();
  const load = useCallback(
    async (offset: number, limit: number) => {
      const page = await ask('albums.photos', { album: id, offset, limit });
      return page.ok ? ok(page.value.photos) : page;
    },
    [ask, id],
  );
  const around = useCallback<AskAround>((wanted) => ask('albums.around', { album: id, ...wanted }), [ask, id]);
  const pages = useItemPages(load, freshness);
  const problem = usePagesProblem(pages);
  const sections = useMemo(() => [{ key: 'album', count: total }], [total]);
  return (
    <>
      {problem === null ? null : (
        <ProblemNotice problem={problem} actions={<Button onClick={pages.retry}>{t('albums.again')}</Button>} />
      )}
      <PhotoGrid
        label={t('albums.album.grid', { title })}
        sections={sections}
        pages={pages}
        around={around}
        kind="plain"
        onViewer={onViewer}
      />
    </>
  );
}
