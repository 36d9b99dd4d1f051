import type { FileExplanation } from '../../../electron/contract/takeout-models.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { useFormats } from '../../formatting/formats-context.tsx';
import { photosStrings } from './strings.ts';

const strings = photosStrings.explanation;

/** What Takeout's exports say of a photo, from which of their files, and how sure that is. */
export function PhotoExplanation({ id }: { readonly id: number }) {
  const answer = useAnswer('photos.explain', { id });
  const formats = useFormats();
  if (answer.state === 'loading') return <Waiting label={photosStrings.viewer.loading} />;
  if (answer.state === 'failed') {
    return (
      <ProblemNotice problem={answer.problem} actions={<Button onClick={answer.again}>{photosStrings.again}</Button>} />
    );
  }
  return <Facts facts={[...factsOf(answer.value, formats.list), ...entryFacts(answer.value)]} layout="stacked" />;
}

function factsOf(known: FileExplanation, list: (parts: readonly string[]) => string): readonly Fact[] {
  const { latitude, longitude, people, favourite, archived, partner, replaced, taken } = known;
  const marks = [
    ...(favourite ? [strings.favourite] : []),
    ...(archived ? [strings.archived] : []),
    ...(partner ? [strings.partner] : []),
  ];
  return [
    { term: strings.zone, value: strings.zones[taken.zoneReason] },
    ...(latitude === null || longitude === null
      ? []
      : [{ term: strings.place, value: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` }]),
    ...(people.length === 0 ? [] : [{ term: strings.people, value: list(people) }]),
    ...(marks.length === 0 ? [] : [{ term: strings.marks, value: list(marks) }]),
    ...(replaced.length === 0 ? [] : [{ term: strings.replaced, value: replaced.join(', ') }]),
  ];
}

/** One fact an entry of an export that holds these bytes. */
function entryFacts({ sources }: FileExplanation): readonly Fact[] {
  return sources.flatMap(({ entry }, index) => {
    if (entry === null) return [];
    const { part, path, sidecar, reason } = entry;
    return [
      {
        term: strings.entry(index + 1, sources.length),
        value: (
          <>
            <p>{path}</p>
            <p>{part}</p>
            <p>{sidecar === null ? strings.noSidecar : strings.sidecar(sidecar)}</p>
            <p>{reason}</p>
          </>
        ),
      },
    ];
  });
}
