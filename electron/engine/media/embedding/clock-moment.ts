/** The moment at which a clock `zoneMinutes` east of UTC shows `local` (`YYYY-MM-DDTHH:MM:SS`), in seconds since 1970. */
export function clockMoment(local: string, zoneMinutes: number): number {
  return Date.parse(`${local}Z`) / 1000 - zoneMinutes * 60;
}
