import { knownLanguage, type Language } from '../../electron/contract/languages.ts';
import type { appProblems } from '../../electron/contract/problems/app.ts';
import { appMessages as english } from '../../electron/contract/problems/english/app.ts';
import { appMessages as german } from '../../electron/contract/problems/german/app.ts';
import { appMessages as spanish } from '../../electron/contract/problems/spanish/app.ts';
import type { ProblemMessages } from '../../electron/contract/problems/traits.ts';

/** The words of the page that is shown when the app's own cannot be. What happened is said by the problem's texts. */
export interface StartFailureStrings {
  readonly title: string;
  readonly reload: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyByHand: string;
  readonly details: string;
  /** Of the problems of the app, among them all that keep the page from starting. */
  readonly problems: Readonly<Record<keyof typeof appProblems, ProblemMessages>>;
}

/** All of them at hand from the start: what cannot be fetched may well be the catalogue of a language. */
export const startFailureStrings: Readonly<Record<Language, StartFailureStrings>> = {
  en: {
    title: "Afterimage couldn't open this window",
    reload: 'Reload',
    copy: 'Copy details',
    copied: 'Copied',
    copyByHand: 'The details are selected: copy them with Ctrl+C (⌘C on a Mac).',
    details: 'Technical details',
    problems: english,
  },
  de: {
    title: 'Afterimage konnte dieses Fenster nicht öffnen',
    reload: 'Neu laden',
    copy: 'Details kopieren',
    copied: 'Kopiert',
    copyByHand: 'Die Details sind ausgewählt: Kopiere sie mit Strg+C (⌘C auf dem Mac).',
    details: 'Technische Details',
    problems: german,
  },
  es: {
    title: 'Afterimage no pudo abrir esta ventana',
    reload: 'Recargar',
    copy: 'Copiar los detalles',
    copied: 'Copiado',
    copyByHand: 'Los detalles están seleccionados: cópialos con Ctrl+C (⌘C en un Mac).',
    details: 'Detalles técnicos',
    problems: spanish,
  },
};

/** The language that main named in the page's address, else the system's. Never throws. */
export function startFailureLanguage({ search }: Pick<Location, 'search'>, ofSystem: Language): Language {
  return knownLanguage(new URLSearchParams(search).get('language')) ?? ofSystem;
}
