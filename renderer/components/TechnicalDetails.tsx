import type { ProblemCode } from '../../electron/contract/problem-codes.ts';
import { useTexts } from '../formatting/formats-context.tsx';
import { Disclosure } from './Disclosure.tsx';
import { ExactWords } from './ExactWords.tsx';

/** What those look up who help: the code of a problem, and what Google or the system said. */
export interface TechnicalDetailsProps {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
}

export function TechnicalDetails({ code, detail }: TechnicalDetailsProps) {
  const t = useTexts();
  return (
    <Disclosure label={t('app.technical-details')}>
      <ExactWords>{t('app.problem-code', { code })}</ExactWords>
      {detail === undefined ? null : <ExactWords>{detail}</ExactWords>}
    </Disclosure>
  );
}
