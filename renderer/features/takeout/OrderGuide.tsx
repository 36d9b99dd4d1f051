import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../components/Button.tsx';
import { LinkIcon } from '../../components/icons.tsx';
import { useFormats, useTexts } from '../../formatting/formats-context.tsx';
import { CommandFailures } from '../ways-out/CommandFailures.tsx';
import { DeliveryTable } from './DeliveryTable.tsx';
import { OrderDrawing } from './OrderDrawings.tsx';
import styles from './OrderGuide.module.css';
import { type OrderStep, orderSteps } from './order-steps.ts';

/** How the right export is ordered, with drawings of Google's page. During setup the step has the button and the lead. */
export function OrderGuide({ isInSetup = false }: { readonly isInSetup?: boolean }) {
  const t = useTexts();
  const link = useCommand('app.openLink');
  return (
    <div className={styles.guide}>
      {isInSetup ? null : (
        <>
          <p className={styles.lead}>{t('takeout.order.lead')}</p>
          <div>
            <Button
              kind="primary"
              icon={LinkIcon}
              busy={link.busy}
              onClick={() => void link.run({ link: 'google-takeout' })}
            >
              {t('takeout.order.open')}
            </Button>
          </div>
        </>
      )}
      <CommandFailures commands={[link]} />
      <ol className={styles.steps}>
        {orderSteps.map((step, index) => (
          <StepItem key={step} step={step} number={index + 1} />
        ))}
      </ol>
      {isInSetup ? null : <p className={styles.after}>{t('takeout.order.after')}</p>}
    </div>
  );
}

function StepItem({ step, number }: { readonly step: OrderStep; readonly number: number }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <li className={styles.step}>
      <div className={styles.words}>
        <h3 className={styles.title}>
          <span className={styles.number} aria-hidden="true">
            {formats.count(number)}
          </span>
          {t(`takeout.order.steps.${step}.title`)}
        </h3>
        {t(`takeout.order.steps.${step}.words`)
          .split('\n')
          .map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
      </div>
      <OrderDrawing step={step} />
      {step === 'delivery' ? <DeliveryTable /> : null}
    </li>
  );
}
