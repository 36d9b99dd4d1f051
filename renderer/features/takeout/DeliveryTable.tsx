import { useTexts } from '../../formatting/formats-context.tsx';
import styles from './OrderGuide.module.css';
import { deliveries } from './order-steps.ts';

/** What each way of delivery asks of the person. */
export function DeliveryTable() {
  const t = useTexts();
  return (
    <table className={styles.deliveries}>
      <caption>{t('takeout.order.deliveries.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('takeout.order.deliveries.way')}</th>
          <th scope="col">{t('takeout.order.deliveries.you')}</th>
          <th scope="col">{t('takeout.order.deliveries.room')}</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery}>
            <th scope="row">{t(`takeout.order.deliveries.rows.${delivery}.name`)}</th>
            <td data-column={t('takeout.order.deliveries.you')}>
              {t(`takeout.order.deliveries.rows.${delivery}.you`)}
            </td>
            <td data-column={t('takeout.order.deliveries.room')}>
              {t(`takeout.order.deliveries.rows.${delivery}.room`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
