import styles from './OrderGuide.module.css';
import { deliveries } from './order-steps.ts';
import { orderStrings } from './order-strings.ts';

const strings = orderStrings.deliveries;

/** What each way of delivery asks of the person. */
export function DeliveryTable() {
  return (
    <table className={styles.deliveries}>
      <caption>{strings.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{strings.way}</th>
          <th scope="col">{strings.you}</th>
          <th scope="col">{strings.room}</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => {
          const { name, you, room } = strings.rows[delivery];
          return (
            <tr key={delivery}>
              <th scope="row">{name}</th>
              <td data-column={strings.you}>{you}</td>
              <td data-column={strings.room}>{room}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
