/** Extensions of the films that phones write beside their pictures. */
export const clipExtensions = /^\.(?:mp4|mov|m4v|mp|mv)$/i;

/** Extensions of films, of which a picture may have one beside it. */
export const filmExtensions =
  /^\.(?:mp4|mov|m4v|mp|mv|3gp|3g2|avi|mkv|webm|mpe?g|mts|m2ts|m2t|wmv|asf|flv|divx|ogv|vob|tod|mod|qt)$/i;

/** Extensions of pictures. */
export const pictureExtensions =
  /^\.(?:jpe?g|jpe|heic|heif|hif|png|gif|webp|avif|tiff?|bmp|ico|dng|cr[23w]|nef|nrw|arw|orf|rw2|raf|srw|pef)$/i;
