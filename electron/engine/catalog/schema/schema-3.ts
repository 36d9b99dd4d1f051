/** The third form of the catalog: the two halves of a motion photo know each other. */
export const schema3 = `
-- For the clip of a motion photo: the key of its photo, within the same source. The clip is stored beside the photo,
-- under the photo's name.
ALTER TABLE item ADD COLUMN pair_key TEXT;
`;
