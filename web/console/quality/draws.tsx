import { Button } from '@mantine/core';
import { IconDice3 } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDate, formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import { addressOf } from '../api/call.ts';
import { useNameOf } from '../recordings/recording-queries.ts';
import { DrawForm } from './draw-form.tsx';
import type { Draw, Project } from './quality-queries.ts';
import { useDrawWords } from './use-draw-words.ts';

/** What was drawn, by what; and another sample. */
export function Draws({ project }: { readonly project: Project }) {
  const { t } = useWords();
  const [drawing, setDrawing] = useState(false);
  return (
    <div className="quality-draws">
      {project.draws.length > 0 && (
        <ul className="rows">
          {project.draws.map((each) => (
            <DrawnRow key={each.drawId} draw={each} projectId={project.projectId} />
          ))}
        </ul>
      )}
      {project.draws.length === 0 && project.closedAt && <p className="quiet">{t('quality.no-samples')}</p>}
      {drawing && <DrawForm projectId={project.projectId} onDone={() => setDrawing(false)} />}
      {!project.closedAt && !drawing && (
        <Button
          leftSection={<IconDice3 size={16} />}
          variant={project.draws.length > 0 ? 'default' : 'filled'}
          onClick={() => setDrawing(true)}
        >
          {t('quality.draw')}
        </Button>
      )}
    </div>
  );
}

function DrawnRow({ draw, projectId }: { readonly draw: Draw; readonly projectId: string }) {
  const { t, intl } = useWords();
  const nameOf = useNameOf();
  const narrowed = useDrawWords(draw);
  return (
    <li className="quality-draw">
      <p>
        {t('quality.drawn', { count: draw.drawn, size: draw.size })}
        {draw.drawn < draw.count && ` ${t('quality.drawn-fewer', { count: draw.count })}`}
      </p>
      <p className="small quiet">
        {t('quality.drawn-from', {
          from: formatDate(intl, draw.fromOn),
          to: formatDate(intl, draw.toOn),
        })}
        {narrowed.length > 0 && ` · ${narrowed.join(' · ')}`}
      </p>
      <p className="small quiet">
        {t('matter.by-on', { name: nameOf(draw.drawnBy), date: formatFull(intl, draw.drawnAt) })}
      </p>
      <details className="small recording-more">
        <summary>{t('quality.again')}</summary>
        <p className="quiet">{t('quality.again-about')}</p>
        <dl className="quality-seed">
          <dt className="quiet">{t('quality.seed')}</dt>
          <dd>
            <code>{draw.seed}</code>
          </dd>
          <dt className="quiet">{t('quality.population')}</dt>
          <dd>
            <code>{draw.population}</code>
          </dd>
        </dl>
        <a
          href={addressOf(consoleRoutes.openDraw.path, { params: { projectId, drawId: draw.drawId } })}
          download={`draw-${draw.drawId}.json`}
        >
          {t('quality.list')}
        </a>
      </details>
    </li>
  );
}
