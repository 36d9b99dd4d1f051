import { splitExtension, withExtension } from '../destination/names.ts';
import { extensionOf } from '../media/media-type.ts';
import { isNamedAsMedia } from '../media/shown-form.ts';

/**
 * The name under which bytes of a type are stored: a person's own, to which the extension of the type is added where it ends
 * in none, or in one that is no photo's and no film's, so that programs take it for what it is (`foto.xyz.jpg`). Earlier
 * versions kept such endings: what lies at `storedAs` without the extension of its type stays without.
 */
export function storedName(filename: string, mimeType: string, storedAs: string | null = null): string {
  const extension = extensionOf(mimeType);
  const [, ending] = splitExtension(filename);
  const isNamed = ending === '' || isNamedAsMedia(filename) || endsIn(filename, extension);
  const isKept = storedAs !== null && !endsIn(storedAs, extension);
  return isNamed || isKept || extension === '' ? withExtension(filename, extension) : `${filename}.${extension}`;
}

function endsIn(path: string, extension: string): boolean {
  return path.toLowerCase().endsWith(`.${extension}`);
}
