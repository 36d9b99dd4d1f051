import { type GoogleEndpoints, googleEndpoints } from '../../contract/endpoints.ts';

/**
 * Is this the page on which a person chooses? Only Google Photos' own may be opened; where a simulated Google stands in
 * for Google, which is always on loopback, only its own.
 */
export function isPickerPage(address: string, { photosPicker }: Pick<GoogleEndpoints, 'photosPicker'>): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (photosPicker !== googleEndpoints.photosPicker) return url.origin === URL.parse(photosPicker)?.origin;
  return url.origin === 'https://photos.google.com';
}
