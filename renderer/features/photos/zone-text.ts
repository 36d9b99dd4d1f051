/** Minutes east of UTC as people write them: "+02:00", "−03:30"; nothing for UTC itself. */
export function zoneText(minutes: number): string {
  if (minutes === 0) return '';
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
