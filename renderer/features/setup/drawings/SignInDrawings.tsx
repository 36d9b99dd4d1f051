import { useTexts } from '../../../formatting/formats-context.tsx';
import { SideBar } from './ConsoleDrawings.tsx';
import styles from './Wireframe.module.css';
import { Line, PushButton, Spot, Wireframe, Words } from './Wireframe.tsx';

/** The console's page on which the app is published. */
export function PublishDrawing() {
  const t = useTexts();
  return (
    <Wireframe label={t('setup.publish.picture')} address="console.cloud.google.com/auth/audience" height={214}>
      <SideBar here="Audience" />
      <Words x={130} y={84} size={11} tone="soft">
        Publishing status
      </Words>
      <Words x={130} y={104} size={14} tone="strong">
        Testing
      </Words>
      <PushButton x={130} y={116} width={98} label="Publish app" look="outlined" />
      <Spot x={121} y={109} width={116} height={40} />
      <Words x={130} y={174} size={11} tone="soft">
        User type
      </Words>
      <Words x={130} y={192}>
        External
      </Words>
      <Line x={260} y={100} width={110} />
      <Line x={260} y={116} width={90} />
    </Wireframe>
  );
}

/** Google's warning before an app that nobody has reviewed. */
export function UnverifiedDrawing() {
  const t = useTexts();
  return (
    <Wireframe label={t('setup.sign-in.warning-picture')} address="accounts.google.com" height={238}>
      <path className={styles.warning} d="m60 50 14 24H46Z M60 58.5v7M60 69.5v.1" />
      <Words x={88} y={70} size={15} tone="strong">
        Google hasn’t verified this app
      </Words>
      <Line x={46} y={90} width={300} />
      <Line x={46} y={104} width={262} />
      <Words x={46} y={143} tone="link">
        Advanced
      </Words>
      <Spot x={36} y={126} width={80} height={26} number="1" />
      <PushButton x={252} y={126} width={104} label="Back to safety" />
      <path className={styles.path} d="M76 156v12" />
      <Line x={46} y={176} width={210} />
      <Words x={46} y={209} tone="link">
        Go to Photo backup (unsafe)
      </Words>
      <Spot x={36} y={192} width={222} height={26} number="2" />
    </Wireframe>
  );
}

/** Google's page on which the permission is given. */
export function ConsentDrawing() {
  const t = useTexts();
  return (
    <Wireframe label={t('setup.sign-in.consent-picture')} address="accounts.google.com" height={196}>
      <Words x={46} y={60} size={14} tone="strong">
        Photo backup wants access
      </Words>
      <Line x={46} y={74} width={180} />
      <rect className={styles.taken} x="46" y="97" width="15" height="15" rx="3" />
      <path className={styles.tick} d="m49.5 104.5 3 3 5-5.5" />
      <Words x={72} y={109} size={11.5}>
        See photos and albums made by Photo backup
      </Words>
      <Spot x={37} y={90} width={322} height={30} number="1" />
      <PushButton x={176} y={150} width={70} label="Cancel" look="text" />
      <PushButton x={262} y={150} width={86} label="Continue" />
      <Spot x={254} y={143} width={102} height={40} number="2" />
    </Wireframe>
  );
}
