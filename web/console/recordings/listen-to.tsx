import { useWords } from '../../words/use-words.ts';
import { useMay } from '../api/use-me.ts';
import { Player } from './player.tsx';
import { openHolds } from './recording-facts.tsx';
import type { Recording } from './recording-queries.ts';

/** The player of a recording; of one that is held by law, for the matter that holds it and by whose task that is. */
export function ListenTo({
  recording,
  from,
}: {
  readonly recording: Recording;
  readonly from?: number | undefined;
}) {
  const { t } = useWords();
  const may = useMay();
  const [hold] = openHolds(recording);
  if (recording.state !== 'kept') return null;
  if (hold === undefined) return <Player recording={recording} from={from} />;
  if (hold.ground === 'restriction') return <p className="small quiet">{t('player.restricted')}</p>;
  if (!may('hold-recording')) return <p className="small quiet">{t('player.held')}</p>;
  return (
    <>
      <p className="small quiet">{t('player.for-matter')}</p>
      <Player recording={recording} holdId={hold.holdId} from={from} />
    </>
  );
}
