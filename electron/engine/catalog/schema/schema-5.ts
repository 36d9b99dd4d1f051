/** The fifth form of the catalog: an album whose title changes all the time does not drag its folder along each time. */
export const schema5 = `
-- When the folder followed the title last (ISO 8601).
ALTER TABLE album ADD COLUMN renamed_at TEXT;
`;
