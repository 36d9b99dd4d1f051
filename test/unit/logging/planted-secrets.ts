/** One of each kind that must never be written down, in the forms in which they come. */
export const plantedSecrets = {
  accessToken: 'ya29.a0AfB_byPlantedAccess-Token_1',
  refreshToken: '1//0gPlantedRefreshToken-abcdefgh',
  clientSecret: 'GOCSPX-PlantedSecret_0123456789',
  idToken: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.cGxhbnRlZA',
  authorizationCode: '4/0AeanS0PlantedAuthorizationCode',
  apiKey: 'AIzaSyPlantedApiKey0123456789abcdefghij',
  email: 'planted.person@mail.example.com',
  itemId: 'AF1QipPlantedItemIdentifier0123456789abcdefghijklmnop',
  signedLink: 'pw/AP1GczPlantedSignedLink0123456789',
} as const;

const { accessToken, itemId, signedLink, apiKey, authorizationCode } = plantedSecrets;

/** Each of the secrets as it stands in a text. */
export const plantedTexts: readonly string[] = [
  ...Object.values(plantedSecrets).filter((secret) => secret !== signedLink),
  `https://lh3.googleusercontent.com/${signedLink}=w100-h100-d`,
  `https://photoslibrary.googleapis.com/v1/mediaItems/${itemId}?pageToken=${itemId}&key=${apiKey}`,
  `http://127.0.0.1:7000/callback?code=${authorizationCode}&state=${itemId}`,
  `{"error":{"message":"Invalid token ${accessToken}"}}`,
];
