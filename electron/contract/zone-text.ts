/** Minutes east of UTC as ISO 8601 writes them: `+02:00`, `-03:30`. */
export function zoneText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
