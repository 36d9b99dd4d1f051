import {
  cutMediaName,
  fileNamesOf,
  isCoreOf,
  type NameReading,
  readSidecarName,
  type Spelling,
  spell,
  spellStart,
} from './names.ts';

/** A sidecar by what a folder tells of it. */
export interface TitledSidecar {
  readonly name: string;
  /** Empty where the sidecar has none. */
  readonly title: string;
}

/** The file names of which, by its title, this sidecar's name can have been made, with its number. */
export function titleReadings(
  { name, title }: TitledSidecar,
  spelling: Spelling,
): readonly { readonly fileName: string; readonly number: number }[] {
  const readings = readSidecarName(name);
  return fileNamesOf(title, spelling).flatMap((fileName) =>
    readings
      .filter(({ base }) => isCoreOf(base, fileName, spellStart[spelling]))
      .map(({ number }) => ({ fileName, number })),
  );
}

/** Media names without their number that a sidecar's title speaks of; how it says so is left open. */
export function titledMediaNames(sidecar: TitledSidecar): readonly string[] {
  return titleReadings(sidecar, 'folded').map(({ fileName }) => spell.folded(cutMediaName(fileName)));
}

/** A reading of a name as text, in one spelling: equal for what is the same name. */
export function keyOf({ base, number }: NameReading, spelling: Spelling): string {
  return `${spell[spelling](base)}\0${number}`;
}

/** Cut names are compared among themselves: a bare beginning of a name is never the name. */
export function cutKeyOf(core: string, number: number, spelling: Spelling): string {
  return `\0${spellStart[spelling](core)}\0${number}`;
}
