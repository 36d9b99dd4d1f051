import { Fragment } from 'react';

/** A long identifier that goes on in the next line behind its dots and dashes, and stays whole when it is copied. */
export function BreakableId({ id }: { readonly id: string }) {
  return (
    <span data-verbatim="">
      {id.split(/(?<=[.-])/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an identifier have no other name than their place.
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
