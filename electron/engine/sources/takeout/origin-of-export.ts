import type { ExportIdentityRow } from '../../catalog/exports/export-identity.ts';
import type { ExportOrigin } from './export-item.ts';
import type { ImportContext } from './import-context.ts';

/** How an export is called, and how late it is. */
export function originOf({ catalog, now }: ImportContext, one: ExportIdentityRow): ExportOrigin {
  return { stamp: one.stamp, authority: catalog.takeout.authorities.of(one, now().getTime()) };
}
