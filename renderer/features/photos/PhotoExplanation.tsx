import type { FileExplanation } from '../../../electron/contract/takeout-models.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/Button.tsx';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { ProblemNotice } from '../../components/ProblemNotice.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { Formats } from '../../formatting/formats.ts';
import { useFormats } from '../../formatting/formats-context.tsx';
import type { Translate } from '../../messages/texts.ts';

/** What Takeout's exports say of a photo, from which of their files, and how sure that is. */
export function PhotoExplanation({ id }: { readonly id: number }) {
  const answer = useAnswer('photos.explain', { id });
  const formats = useFormats();
  const { t } = formats;
  if (answer.state === 'loading') return <Waiting label={t('photos.facts.loading')} />;
  if (answer.state === 'failed') {
    return (
      <ProblemNotice problem={answer.problem} actions={<Button onClick={answer.again}>{t('photos.again')}</Button>} />
    );
  }
  return <Facts facts={[...factsOf(answer.value, formats), ...entryFacts(answer.value, t)]} layout="stacked" />;
}

function factsOf(known: FileExplanation, { list, t }: Formats): readonly Fact[] {
  const { latitude, longitude, people, favourite, archived, partner, replaced, taken } = known;
  const marks = [
    ...(favourite ? [t('photos.explanation.favourite')] : []),
    ...(archived ? [t('photos.explanation.archived')] : []),
    ...(partner ? [t('photos.explanation.partner')] : []),
  ];
  return [
    { term: t('photos.explanation.zone'), value: t(`photos.explanation.zones.${taken.zoneReason}`) },
    ...(latitude === null || longitude === null
      ? []
      : [{ term: t('photos.explanation.place'), value: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` }]),
    ...(people.length === 0 ? [] : [{ term: t('photos.explanation.people'), value: list(people) }]),
    ...(marks.length === 0 ? [] : [{ term: t('photos.explanation.marks'), value: list(marks) }]),
    ...(replaced.length === 0 ? [] : [{ term: t('photos.explanation.replaced'), value: replaced.join(', ') }]),
  ];
}

/** One fact an entry of an export that holds these bytes. */
function entryFacts({ sources }: FileExplanation, t: Translate): readonly Fact[] {
  return sources.flatMap(({ entry }, index) => {
    if (entry === null) return [];
    const { part, path, sidecar, reason, rule } = entry;
    return [
      {
        term:
          sources.length === 1
            ? t('photos.explanation.entry')
            : t('photos.explanation.entry-of', { entry: index + 1, all: sources.length }),
        value: (
          <>
            <p>{path}</p>
            <p>{part}</p>
            <p>
              {sidecar === null
                ? t('photos.explanation.no-sidecar')
                : t('photos.explanation.sidecar', { path: sidecar })}
            </p>
            <p>{rule === null ? reason : t(`matches.${rule}`)}</p>
          </>
        ),
      },
    ];
  });
}
