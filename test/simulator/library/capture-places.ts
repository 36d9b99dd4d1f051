/** Where a photo may have been taken. None of these places has changed its clocks in the years of the library. */
export interface CapturePlace {
  readonly name: string;
  /** Degrees, north and east positive. */
  readonly latitude: number;
  readonly longitude: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

export const capturePlaces: readonly CapturePlace[] = [
  { name: 'Reykjavík', latitude: 64.1466, longitude: -21.9426, offsetMinutes: 0 },
  { name: 'Kyoto', latitude: 35.0116, longitude: 135.7681, offsetMinutes: 540 },
  { name: 'Nairobi', latitude: -1.2921, longitude: 36.8219, offsetMinutes: 180 },
  { name: 'Jaipur', latitude: 26.9124, longitude: 75.7873, offsetMinutes: 330 },
  { name: 'Phoenix', latitude: 33.4484, longitude: -112.074, offsetMinutes: -420 },
  { name: 'Pokhara', latitude: 28.2096, longitude: 83.9856, offsetMinutes: 345 },
  { name: 'Cusco', latitude: -13.532, longitude: -71.9675, offsetMinutes: -300 },
  { name: 'Honolulu', latitude: 21.3069, longitude: -157.8583, offsetMinutes: -600 },
  { name: 'Singapore', latitude: 1.3521, longitude: 103.8198, offsetMinutes: 480 },
  { name: 'Brisbane', latitude: -27.4698, longitude: 153.0251, offsetMinutes: 600 },
  { name: 'Dubai', latitude: 25.2048, longitude: 55.2708, offsetMinutes: 240 },
  { name: 'Cayenne', latitude: 4.9224, longitude: -52.3135, offsetMinutes: -180 },
];
