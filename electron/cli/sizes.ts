const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Bytes as people write them: `500k`, `4M`, `1.5G`, in powers of 1000 as they are shown; null when it is no size. */
export function bytesOf(text: string): number | null {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s?([kmgt]?)(?:i?b)?(?:\/s)?$/iu.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const bytes = Math.round(Number(number) * (factors[unit.toLowerCase()] ?? 1));
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null;
}
