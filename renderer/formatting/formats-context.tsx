import { createContext, type ReactNode, useContext } from 'react';
import type { Translate } from '../messages/texts.ts';
import type { Formats } from './formats.ts';

const FormatsContext = createContext<Formats | null>(null);

/** Hands the formats to everything below it. */
export function FormatsProvider({ formats, children }: { readonly formats: Formats; readonly children: ReactNode }) {
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}

/** How numbers, sizes and times are written here. */
export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (formats === null) throw new Error('useFormats outside of FormatsProvider');
  return formats;
}

/** The texts of the page in the language that is spoken. */
export function useTexts(): Translate {
  return useFormats().t;
}
