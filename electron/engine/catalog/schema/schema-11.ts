/** The eleventh form of the catalog: when sidecars were written, and how long they were. */
export const schema11 = `
-- Of the file of the sidecar that sidecar_hash is of, milliseconds since 1970; NULL where nobody looked. Other bytes of the
-- same length under the same time were not saved by any program.
ALTER TABLE item ADD COLUMN sidecar_mtime REAL;
ALTER TABLE item ADD COLUMN sidecar_bytes INTEGER;
`;
