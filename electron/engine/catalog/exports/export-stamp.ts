/** Does the name of its parts tell when an export was made? Others are known by what they hold. */
export function isStamped(stamp: string): boolean {
  return /^\d{8}T\d{6}Z$/.test(stamp);
}

/** The moment in the names of an export's parts; null when they bear none, or one that is on no calendar. */
export function momentOfStamp(stamp: string): Date | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  if (year === undefined) return null;
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** The stamp of an export whose parts bear none: by the content of the part that was seen first. */
export function contentStamp(fingerprint: string): string {
  return `folder-${fingerprint.slice(0, 12)}`;
}

/** SQL: whether the stamp in this column is one that {@link contentStamp} made. */
export function isUnstamped(column: string): string {
  return `${column} LIKE 'folder-%'`;
}
