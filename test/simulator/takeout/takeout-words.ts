import { moreLanguages } from './more-languages.ts';

const firstLocales = ['en', 'de', 'fr', 'es', 'it', 'ja'] as const;

export type TakeoutLocale = (typeof firstLocales)[number] | keyof typeof moreLanguages;

/** The languages in which an export can be written here. */
export const takeoutLocales: readonly TakeoutLocale[] = [
  ...firstLocales,
  ...(Object.keys(moreLanguages) as (keyof typeof moreLanguages)[]),
];

/** What Takeout calls its folders and files in one language. */
export interface TakeoutWords {
  readonly container: string;
  readonly yearFolder: (year: number) => string;
  readonly albumMetadata: string;
  readonly untitled: string;
  readonly trash: string;
  readonly archive: string;
  readonly locked: string;
  readonly failedVideos: string;
}

const firstWords: Readonly<Record<(typeof firstLocales)[number], TakeoutWords>> = {
  en: {
    container: 'Google Photos',
    yearFolder: (year) => `Photos from ${year}`,
    albumMetadata: 'metadata.json',
    untitled: 'Untitled',
    trash: 'Trash',
    archive: 'Archive',
    locked: 'Locked Folder',
    failedVideos: 'Failed Videos',
  },
  de: {
    container: 'Google Fotos',
    yearFolder: (year) => `Fotos von ${year}`,
    albumMetadata: 'Metadaten.json',
    untitled: 'Unbenannt',
    trash: 'Papierkorb',
    archive: 'Archiv',
    locked: 'Gesperrter Ordner',
    failedVideos: 'Fehlgeschlagene Videos',
  },
  fr: {
    // A no-break space, as it is met in the wild.
    container: 'Google\u00a0Photos',
    yearFolder: (year) => `Photos de ${year}`,
    albumMetadata: 'm\u00e9tadonn\u00e9es.json',
    untitled: 'Sans titre',
    trash: 'Corbeille',
    archive: 'Archives',
    locked: 'Dossier verrouill\u00e9',
    failedVideos: 'Vid\u00e9os ayant \u00e9chou\u00e9',
  },
  es: {
    container: 'Google Fotos',
    yearFolder: (year) => `Fotos del ${year}`,
    albumMetadata: 'metadatos.json',
    untitled: 'Sin t\u00edtulo',
    trash: 'Papelera',
    archive: 'Archivo',
    locked: 'Carpeta privada',
    failedVideos: 'V\u00eddeos fallidos',
  },
  it: {
    container: 'Google Foto',
    yearFolder: (year) => `Foto da ${year}`,
    albumMetadata: 'metadati.json',
    untitled: 'Senza titolo',
    trash: 'Cestino',
    archive: 'Archivio',
    locked: 'Cartella bloccata',
    failedVideos: 'Video non riusciti',
  },
  ja: {
    container: 'Google フォト',
    yearFolder: (year) => `${year}年の写真`,
    albumMetadata: 'メタデータ.json',
    untitled: '無題',
    trash: 'ゴミ箱',
    archive: 'アーカイブ',
    locked: 'ロックされたフォルダ',
    failedVideos: '失敗した動画',
  },
};

const moreWords = Object.fromEntries(
  Object.entries(moreLanguages).map(
    ([locale, [container, year, albumMetadata, untitled, trash, archive, locked, failed]]) => [
      locale,
      {
        ...{ container, albumMetadata, untitled, trash, archive, locked, failedVideos: failed },
        yearFolder: (of: number) => year.replace('#', String(of)),
      },
    ],
  ),
) as Readonly<Record<keyof typeof moreLanguages, TakeoutWords>>;

export const takeoutWords: Readonly<Record<TakeoutLocale, TakeoutWords>> = { ...firstWords, ...moreWords };

/** What Google puts behind the name of an edited copy, by the language of anyone who edited it. */
export const editedSuffixes = [
  '-edited',
  '-bearbeitet',
  '-modifi\u00e9',
  '-modificato',
  '-bewerkt',
  '-edytowane',
  '-editado',
  '-editat',
  '-編集済み',
  '-编辑',
] as const;
