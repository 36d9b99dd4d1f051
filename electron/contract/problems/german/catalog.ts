import type { catalogProblems } from '../catalog.ts';
import type { ProblemMessages } from '../traits.ts';

export const catalogMessages: Readonly<Record<keyof typeof catalogProblems, ProblemMessages>> = {
  'catalog-damaged': {
    title: 'Der Katalog ist beschädigt',
    explanation:
      'Die Datenbank, die festhält, was gespeichert ist, lässt sich nicht lesen, und es gibt keine brauchbare Kopie davon. Deine Fotos sind nicht betroffen.',
    wayOut:
      'Starte die Sicherung erneut: Die Dateien auf dem Laufwerk werden an ihrem Inhalt erkannt; nichts Gespeichertes wird noch einmal heruntergeladen.',
  },
  'catalog-restored': {
    title: 'Der Katalog war beschädigt und wurde wiederhergestellt',
    explanation:
      'Die Datenbank wurde aus der Kopie im Sicherungsordner wiederhergestellt und mit dem Ordner verglichen. Die beschädigte Datei wurde beiseitegelegt.',
    wayOut: 'Nichts zu tun. Passiert es wieder, prüfe das Laufwerk mit dem Datenordner von Afterimage.',
  },
  'catalog-trimmed': {
    title: 'Ein Teil des Katalogs wurde weggelassen',
    explanation:
      'Die Kopie des Katalogs im Sicherungsordner nannte Dateien außerhalb des Ordners oder an Orten, die Afterimage nicht verwendet. Diese Einträge wurden weggelassen; außerhalb wurde nichts berührt.',
    wayOut: 'Überprüfe die Sicherung. Wenn du den Ordner nicht selbst geändert hast, finde heraus, wer es war.',
  },
  'catalog-newer': {
    title: 'Der Katalog stammt von einer neueren Version von Afterimage',
    explanation: 'Diese Version kennt seine Form nicht und lässt ihn unberührt.',
    wayOut: 'Aktualisiere Afterimage.',
  },
};
