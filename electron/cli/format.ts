const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes for people, in powers of 1000 as disks are sold: `1.4 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${(unit === 0 ? whole : decimal).format(value)} ${byteUnits[unit] ?? 'PB'}`;
}

/** A count with thousands separators: `12,345`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** Seconds for people: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const rounded = seconds < 9.95 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  if (rounded < 60) return `${decimal.format(rounded)} s`;
  const minutes = Math.floor(rounded / 60);
  if (minutes < 60) return rounded % 60 === 0 ? `${minutes} min` : `${minutes} min ${rounded % 60} s`;
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1 item`, `12,345 items`. */
export function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** How long ago something was: `less than a day ago`, `17 days ago`. */
export function formatAge(iso: string, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 86_400_000));
  return days === 0 ? 'less than a day ago' : `${plural(days, 'day', 'days')} ago`;
}

/** A point in time for people, in the local zone: `21 Nov 2026, 14:05`. */
export function formatInstant(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
