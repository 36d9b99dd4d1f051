const thousands: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/**
 * Bytes as people write them: `500k`, `4M`, `1.5G`, in powers of 1000 as they are shown, or `4MiB` in powers of 1024; null
 * when it is no size.
 */
export function bytesOf(text: string): number | null {
  const [, number, unit = '', binary] = /^(\d+(?:\.\d+)?)\s?([kmgt]?)(i)?b?(?:\/s)?$/iu.exec(text.trim()) ?? [];
  if (number === undefined || (unit === '' && binary !== undefined)) return null;
  const factor = (binary === undefined ? 1_000 : 1_024) ** (thousands[unit.toLowerCase()] ?? 0);
  const bytes = Math.round(Number(number) * factor);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null;
}
