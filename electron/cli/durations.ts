const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time as people write it: `90s`, `30m`, `2h`, `1d`; null when it is none. */
export function durationOf(text: string): number | null {
  const [, number, unit = 's'] = /^(\d{1,6})\s?([smhd])?$/u.exec(text.trim()) ?? [];
  return number === undefined ? null : Number(number) * (unitMs[unit] ?? 1_000);
}
