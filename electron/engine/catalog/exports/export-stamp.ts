/** Does the name of its parts tell when an export was made? Others are known by what they hold. */
export function isStamped(stamp: string): boolean {
  return /^\d{8}T\d{6}Z$/.test(stamp);
}

/** The stamp of an export whose parts bear none: by the content of the part that was seen first. */
export function contentStamp(fingerprint: string): string {
  return `folder-${fingerprint.slice(0, 12)}`;
}

/** SQL: whether the stamp in this column is one that {@link contentStamp} made. */
export function isUnstamped(column: string): string {
  return `${column} LIKE 'folder-%'`;
}
