import type { ReactNode } from 'react';
import { useTexts } from '../../formatting/formats-context.tsx';
import styles from '../setup/drawings/Wireframe.module.css';
import { Field, Line, PushButton, Spot, Wireframe, Words } from '../setup/drawings/Wireframe.tsx';
import type { OrderStep } from './order-steps.ts';

/*
 * Takeout's page as it is laid out in November 2026, in our own lines: the words on it are those that have to be found
 * there.
 */

/** What the page looks like where a step is done. */
export function OrderDrawing({ step }: { readonly step: OrderStep }) {
  const t = useTexts();
  const { height, content } = drawings[step];
  return (
    <Wireframe label={t(`takeout.order.steps.${step}.picture`)} address="takeout.google.com" height={height}>
      {content}
    </Wireframe>
  );
}

const drawings: Readonly<Record<OrderStep, { readonly height: number; readonly content: ReactNode }>> = {
  photos: {
    height: 190,
    content: (
      <>
        <Words x={24} y={54} size={11} tone="soft">
          Create a new export
        </Words>
        <Words x={24} y={74} size={14} tone="strong">
          Select data to include
        </Words>
        <rect className={styles.sunk} x="24" y="92" width="30" height="30" rx="6" />
        <circle className={styles.choice} cx="39" cy="107" r="8" />
        <Words x={66} y={104} tone="strong">
          Google Photos
        </Words>
        <Line x={66} y={112} width={150} />
        <Words x={66} y={138} size={10.5} tone="link">
          All photo albums included
        </Words>
        <rect className={styles.taken} x="352" y="98" width="16" height="16" rx="3" />
        <path className={styles.tick} d="m355.5 106 3.2 3.2 5.4-6" />
        <Spot x={344} y={90} width={32} height={32} number="1" />
        <PushButton x={290} y={150} width={78} label="Next step" />
        <Spot x={282} y={143} width={94} height={40} number="2" />
      </>
    ),
  },
  delivery: {
    height: 214,
    content: (
      <>
        <StepHead />
        <Words x={24} y={84} size={11} tone="soft">
          Transfer to:
        </Words>
        <rect className={styles.field} x="24" y="98" width="236" height="104" rx="6" />
        {['Send download link via email', 'Add to Drive', 'Add to Dropbox', 'Add to OneDrive'].map((way, index) => (
          <g key={way}>
            {index === 1 ? (
              <rect className={styles.here} x="30" y={102 + index * 24} width="224" height="21" rx="5" />
            ) : null}
            <Words x={40} y={117 + index * 24} tone={index === 1 ? 'strong' : 'plain'}>
              {way}
            </Words>
          </g>
        ))}
        <Spot x={18} y={91} width={248} height={117} />
        <Line x={288} y={100} width={86} />
        <Line x={288} y={114} width={70} />
      </>
    ),
  },
  frequency: {
    height: 178,
    content: (
      <>
        <StepHead />
        <Words x={24} y={88} size={11} tone="soft">
          Frequency
        </Words>
        <circle className={styles.choice} cx="32" cy="108" r="6" />
        <Words x={48} y={112.2}>
          Export once
        </Words>
        <circle className={styles.choice} cx="32" cy="138" r="6" />
        <circle className={styles.taken} cx="32" cy="138" r="3.2" />
        <Words x={48} y={142.2} tone="strong">
          Export every 2 months for 1 year
        </Words>
        <Words x={48} y={160} size={10.5} tone="soft">
          6 exports
        </Words>
        <Spot x={18} y={124} width={268} height={44} />
        <Line x={300} y={105} width={70} />
      </>
    ),
  },
  file: {
    height: 200,
    content: (
      <>
        <StepHead />
        <Words x={24} y={88} size={11} tone="soft">
          File type &amp; size
        </Words>
        <Field x={24} y={104} width={150} label="File type" value=".zip" />
        <path className={styles.choice} d="m156 116 5 5 5-5" />
        <Spot x={16} y={95} width={166} height={48} number="1" />
        <Field x={210} y={104} width={150} label="File size" value="50 GB" />
        <path className={styles.choice} d="m342 116 5 5 5-5" />
        <Spot x={202} y={95} width={166} height={48} number="2" />
        <PushButton x={252} y={160} width={108} label="Create export" />
        <Spot x={244} y={153} width={124} height={40} number="3" />
      </>
    ),
  },
};

function StepHead() {
  return (
    <>
      <Words x={24} y={58} size={14} tone="strong">
        Choose file type, frequency &amp; destination
      </Words>
      <path className={styles.rule} d="M1 70H399" />
    </>
  );
}
